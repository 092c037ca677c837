DROP INDEX "outgoing_mails_tenant_id_idx";--> statement-breakpoint
DROP INDEX "data_exports_unfinished_idx";--> statement-breakpoint
DROP INDEX "data_exports_expires_at_idx";--> statement-breakpoint
DROP INDEX "outgoing_mails_once_key";--> statement-breakpoint
-- A list of permissions was frozen when the key was made; a level follows what its owner may do today. A key
-- with a list was made to read only.
ALTER TABLE "api_keys" ADD COLUMN "access" text;--> statement-breakpoint
UPDATE "api_keys" SET "access" = CASE WHEN "scopes" IS NULL THEN 'everything' ELSE 'read_only' END;--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "access" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "session_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "file_problem" text;--> statement-breakpoint
ALTER TABLE "export_attempts" ADD COLUMN "leftover_since" timestamp with time zone;--> statement-breakpoint
-- The outbox serves more than exports.
ALTER TABLE "outgoing_mails" ADD COLUMN "subject_type" text;--> statement-breakpoint
ALTER TABLE "outgoing_mails" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
UPDATE "outgoing_mails" SET "subject_type" = 'export', "subject_id" = "export_id";--> statement-breakpoint
ALTER TABLE "outgoing_mails" ALTER COLUMN "subject_type" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_mails" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "export_attempts_leftover_idx" ON "export_attempts" USING btree ("leftover_since") WHERE leftover_since is not null;--> statement-breakpoint
CREATE INDEX "outgoing_mails_pending_idx" ON "outgoing_mails" USING btree ("next_try_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "data_exports_unfinished_idx" ON "data_exports" USING btree ("status") WHERE status in ('pending', 'processing');--> statement-breakpoint
CREATE INDEX "data_exports_expires_at_idx" ON "data_exports" USING btree ("expires_at") WHERE file_path is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outgoing_mails_once_key" ON "outgoing_mails" USING btree ("tenant_id","subject_type","subject_id","kind","recipient");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_access_check" CHECK (access in ('everything', 'read_only'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_role_check" CHECK (role in ('super_admin', 'admin', 'manager', 'viewer'));--> statement-breakpoint
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_file_problem_check" CHECK (file_problem in ('lost', 'altered'));--> statement-breakpoint

-- Files that nobody wants are found from rows: those of attempts that ended without a file, as far back as a
-- sweep may not have been, and those that this function lets rows forget.
UPDATE "export_attempts" SET "leftover_since" = now() WHERE "outcome" <> 'completed';--> statement-breakpoint
create or replace function cleanup_expired_exports() returns integer language sql as $$
  with expired as (
    update data_exports set file_path = null, files = '[]'
    where file_path is not null and expires_at <= now()
    returning id, attempt
  ), marked as (
    update export_attempts a set leftover_since = now()
    from expired e where a.export_id = e.id and a.attempt = e.attempt
  )
  select count(*)::integer from expired;
$$;
