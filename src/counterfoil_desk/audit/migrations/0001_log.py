"""The audit log's tables. Nothing in them can be updated, and of all only values can be deleted, by one function.

The app writes entries through `audit_append`, which sets the time itself: nothing can be backdated. `written_in` is the
transaction, by which the sealer knows what can no longer change place.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from counterfoil_desk.database.row_security import OWN, secured

TABLES = """
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL CHECK (actor <> ''),
  act text NOT NULL CHECK (act <> ''),
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  digests jsonb NOT NULL DEFAULT '{}',
  written_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX audit_entry_of_organisation ON audit_entry (organisation_id, id);
CREATE INDEX audit_entry_to_seal ON audit_entry (written_in, id);
CREATE TABLE audit_value (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id bigint NOT NULL REFERENCES audit_entry,
  organisation_id bigint NOT NULL,
  field text NOT NULL,
  salt text NOT NULL,
  value jsonb,
  UNIQUE (entry_id, field)
);
CREATE TABLE audit_seal (
  number bigint PRIMARY KEY CHECK (number > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES audit_entry,
  seal text NOT NULL
);
CREATE TABLE audit_checkpoint (
  entries bigint PRIMARY KEY CHECK (entries > 0),
  seal text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  key text NOT NULL,
  signature text NOT NULL
);
"""
NO_TABLES = "DROP TABLE audit_checkpoint, audit_seal, audit_value, audit_entry;"
GUARDS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER seal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
  EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER value_stays BEFORE UPDATE OR TRUNCATE ON audit_value EXECUTE FUNCTION audit_refuse();
"""
NO_GUARDS = """
DROP TRIGGER value_stays ON audit_value; DROP TRIGGER checkpoint_stays ON audit_checkpoint;
DROP TRIGGER seal_stays ON audit_seal; DROP TRIGGER entry_stays ON audit_entry; DROP FUNCTION audit_refuse();
"""
APPEND = """
CREATE FUNCTION audit_append(actor text, act text, subject_kind text, subject_id text, digests jsonb, told jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  IF app_organisation() IS NULL THEN
    RAISE EXCEPTION 'an act is done for an organisation';
  END IF;
  INSERT INTO audit_entry (organisation_id, actor, act, subject_kind, subject_id, digests)
    VALUES (app_organisation(), actor, act, subject_kind, subject_id, digests) RETURNING id INTO made;
  INSERT INTO audit_value (entry_id, organisation_id, field, salt, value)
    SELECT made, app_organisation(), field.key, field.value->>0, field.value->1 FROM jsonb_each(told) AS field;
  RETURN made;
END $$;
CREATE FUNCTION audit_forget(entry bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM audit_value v WHERE v.entry_id = entry AND v.organisation_id = app_organisation();
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION audit_append, audit_forget FROM PUBLIC;
"""
NO_APPEND = "DROP FUNCTION audit_forget; DROP FUNCTION audit_append;"


class Migration(migrations.Migration):
    initial = True
    dependencies = (("accounts", "0002_row_security"),)
    operations = (
        RunSQL(TABLES, NO_TABLES),
        RunSQL(GUARDS, NO_GUARDS),
        RunSQL(APPEND, NO_APPEND),
        secured("audit_entry", read=OWN, write=OWN),
        secured("audit_value", read=OWN, write=OWN),
    )
