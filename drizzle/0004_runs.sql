CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "snapshot_of" uuid;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "priority" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "rows_expected" bigint;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "woken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "spool_host" text;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "spool_kept_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "export_download_logs" ADD COLUMN "range_start" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "export_download_logs" ADD COLUMN "audited_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "workers_seen_at_idx" ON "workers" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "data_exports_retry_of_idx" ON "data_exports" USING btree ("tenant_id","retry_of") WHERE retry_of is not null;
-- by hand
-- Read by every process before any tenant is known, so it carries none.
grant select, insert, update, delete on workers to waybill_app, waybill_system;

-- Whoever watches learns from the notification whether a row is new, so that a change of an export that is not
-- on a page makes nobody read the list.
create or replace function notify_export_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('export_changes', json_build_object(
    'id', new.id, 'tenant_id', new.tenant_id, 'is_new', tg_op = 'INSERT')::text);
  if tg_op = 'UPDATE' and new.cancel_requested_at is distinct from old.cancel_requested_at then
    perform pg_notify('export_cancellations', new.id::text);
  end if;
  return null;
end $$;

-- A search finds a name however its accents were typed: from now on names are stored in one spelling.
update data_exports set export_name = normalize(export_name, nfc) where export_name is not nfc normalized;
