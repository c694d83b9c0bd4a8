"""Which program asks, and which generation is live for its organisation? One question for each call.

Row-level security holds in it: it sees the token that was shown, and then what that token's organisation may see. Who
acts afterwards is who acted before.
"""

from django.db import migrations
from django.db.migrations import RunSQL

PROGRAM = """
CREATE FUNCTION program_of(shown text) RETURNS jsonb LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  found accounts_apitoken;
  live records_generation;
  before text := current_setting('app.organisation', true);
BEGIN
  PERFORM set_config('app.token', shown, true);
  SELECT * INTO found FROM accounts_apitoken WHERE digest = shown AND revoked_at IS NULL AND until > now();
  PERFORM set_config('app.token', '', true);
  IF found.id IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.organisation', found.organisation_id::text, true);
  SELECT * INTO live FROM records_generation WHERE organisation_id = found.organisation_id;
  PERFORM set_config('app.organisation', coalesce(before, ''), true);
  RETURN jsonb_build_object(
    'token', to_jsonb(found), 'number', coalesce(live.number, 0), 'digests', coalesce(live.digests, '{}'::jsonb));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("records", "0002_row_security"), ("accounts", "0003_user_language"))
    operations = (RunSQL(PROGRAM, "DROP FUNCTION program_of(text);"),)
