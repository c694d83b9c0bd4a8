"""Digests of entries beside their seals, signed checkpoints with timestamps, eras, and forgetting as one act.

`blind` is drawn by chance and sealed with an entry: where only the digest of an entry is told, nobody can try what it
says. `era` counts how often the log was moved into another cluster by a restore: there the numbers of transactions
begin anew, and what was written before the move comes before what is written after it.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations import RunSQL

ENTRIES = """
CREATE TABLE audit_era (
  number int PRIMARY KEY,
  cluster bigint NOT NULL,
  began_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO audit_era (number, cluster) SELECT 1, system_identifier FROM pg_control_system();
CREATE FUNCTION audit_era_now() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT max(number) FROM audit_era);
ALTER TABLE audit_entry ADD COLUMN blind uuid, ADD COLUMN era int NOT NULL DEFAULT 1;
ALTER TABLE audit_entry ALTER COLUMN blind SET DEFAULT gen_random_uuid(), ALTER COLUMN era SET DEFAULT audit_era_now();
DROP INDEX audit_entry_to_seal;
CREATE INDEX audit_entry_to_seal ON audit_entry (era, written_in, id);
CREATE INDEX audit_entry_forgotten ON audit_entry (organisation_id, id) WHERE act = 'forgotten';
ALTER TABLE audit_seal ADD COLUMN digest text, ADD COLUMN sealed_at timestamptz NOT NULL DEFAULT clock_timestamp();
ALTER TABLE audit_value SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);
"""
NO_ENTRIES = """
ALTER TABLE audit_value RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
ALTER TABLE audit_seal DROP COLUMN digest, DROP COLUMN sealed_at;
DROP INDEX audit_entry_forgotten; DROP INDEX audit_entry_to_seal;
CREATE INDEX audit_entry_to_seal ON audit_entry (written_in, id);
ALTER TABLE audit_entry DROP COLUMN blind, DROP COLUMN era;
DROP FUNCTION audit_era_now; DROP TABLE audit_era;
"""
TABLES = """
CREATE TABLE audit_timestamp (
  entries bigint PRIMARY KEY REFERENCES audit_checkpoint,
  at timestamptz NOT NULL,
  token bytea NOT NULL
);
CREATE TRIGGER timestamp_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_timestamp EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER era_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_era EXECUTE FUNCTION audit_refuse();
CREATE TABLE audit_sealing (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  sealed bigint NOT NULL DEFAULT 0,
  waiting bigint NOT NULL DEFAULT 0,
  oldest_waiting timestamptz,
  broken_at bigint
);
INSERT INTO audit_sealing DEFAULT VALUES;
"""
NO_TABLES = "DROP TABLE audit_sealing; DROP TRIGGER era_stays ON audit_era; DROP TABLE audit_timestamp;"
FORGET = """
DROP FUNCTION audit_forget(bigint);
CREATE FUNCTION audit_forget(entry bigint, actor text, digests jsonb, told jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM audit_entry e WHERE e.id = entry AND e.act = 'forgotten') THEN
    RAISE EXCEPTION 'the ground of a deletion stays';
  END IF;
  DELETE FROM audit_value v WHERE v.entry_id = entry AND v.organisation_id = app_organisation();
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    PERFORM audit_append(actor, 'forgotten', 'entry', entry::text, digests, told);
  END IF;
  RETURN gone;
END $$;
CREATE FUNCTION audit_forget_older(before timestamptz, most int, actor text, digests jsonb, told jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM audit_value v WHERE v.organisation_id = app_organisation() AND v.entry_id IN (
    SELECT e.id FROM audit_entry e WHERE e.organisation_id = app_organisation() AND e.at < before
      AND e.act <> 'forgotten' AND EXISTS (SELECT 1 FROM audit_value o WHERE o.entry_id = e.id)
      ORDER BY e.id LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    PERFORM audit_append(actor, 'forgotten', 'entries before',
      to_char(before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), digests, told);
  END IF;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION audit_forget, audit_forget_older, audit_era_now FROM PUBLIC;
"""
NO_FORGET = """
DROP FUNCTION audit_forget_older;
DROP FUNCTION audit_forget(bigint, text, jsonb, jsonb);
CREATE FUNCTION audit_forget(entry bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM audit_value v WHERE v.entry_id = entry AND v.organisation_id = app_organisation();
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("audit", "0003_append_many"),)
    operations = (
        RunSQL(ENTRIES, NO_ENTRIES),
        RunSQL(TABLES, NO_TABLES),
        RunSQL(FORGET, NO_FORGET),
        migrations.AddField("entry", "blind", models.UUIDField(null=True)),
        migrations.AddField("entry", "era", models.IntegerField(default=1)),
        migrations.AddField("seal", "digest", models.CharField(max_length=64, null=True)),
        migrations.AddField("seal", "sealed_at", models.DateTimeField()),
        migrations.CreateModel(
            name="Timestamp",
            fields=[
                (
                    "checkpoint",
                    models.OneToOneField(
                        db_column="entries",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="timestamp",
                        serialize=False,
                        to="audit.checkpoint",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("token", models.BinaryField()),
            ],
            options={"db_table": "audit_timestamp", "managed": False},
        ),
        migrations.CreateModel(
            name="Sealing",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("sealed", models.BigIntegerField()),
                ("waiting", models.BigIntegerField()),
                ("oldest_waiting", models.DateTimeField(null=True)),
                ("broken_at", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "audit_sealing", "managed": False},
        ),
    )
