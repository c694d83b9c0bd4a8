"""Many acts in one call, for imports: as `audit_append`, each with an entry of its own, in the order in which they came.

`acts` is a list of [act, public id of the subject, digests, told].
Entries of one subject are found by an index: the history of a row is read from them.
"""

from django.db import migrations
from django.db.migrations import RunSQL

APPEND_MANY = """
CREATE FUNCTION audit_append_many(actor text, subject_kind text, acts jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_organisation() IS NULL THEN
    RAISE EXCEPTION 'an act is done for an organisation';
  END IF;
  WITH given AS MATERIALIZED (
    SELECT nextval('audit_entry_id_seq') AS id, one->>0 AS act, one->>1 AS subject_id, one->2 AS digests, one->3 AS told
    FROM jsonb_array_elements(acts) AS one
  ), entries AS (
    INSERT INTO audit_entry (id, organisation_id, actor, act, subject_kind, subject_id, digests)
      OVERRIDING SYSTEM VALUE
      SELECT g.id, app_organisation(), audit_append_many.actor, g.act, audit_append_many.subject_kind, g.subject_id,
        g.digests
      FROM given g ORDER BY g.id
  )
  INSERT INTO audit_value (entry_id, organisation_id, field, salt, value)
    SELECT g.id, app_organisation(), field.key, field.value->>0, field.value->1
    FROM given g, jsonb_each(g.told) AS field;
  RETURN jsonb_array_length(acts);
END $$;
REVOKE ALL ON FUNCTION audit_append_many FROM PUBLIC;
CREATE INDEX audit_entry_of_subject ON audit_entry (organisation_id, subject_id);
"""
NO_APPEND_MANY = "DROP INDEX audit_entry_of_subject; DROP FUNCTION audit_append_many;"


class Migration(migrations.Migration):
    dependencies = (("audit", "0002_models"),)
    operations = (RunSQL(APPEND_MANY, NO_APPEND_MANY),)
