CREATE TABLE "export_alerts" (
	"tenant_id" uuid NOT NULL,
	"export_id" uuid PRIMARY KEY NOT NULL,
	"reasons" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "export_approvals" (
	"tenant_id" uuid NOT NULL,
	"export_id" uuid PRIMARY KEY NOT NULL,
	"reasons" text[] NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "export_approvals_decision_check" CHECK (decision in ('approved', 'rejected', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "export_governance" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"recipient_domains" text[] DEFAULT '{}' NOT NULL,
	"retention_days" integer,
	"alert_rows" bigint,
	"alert_sensitive" boolean DEFAULT false NOT NULL,
	"approval_rows" bigint,
	"approval_sensitive" boolean DEFAULT false NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "export_templates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"template_name" text NOT NULL,
	"export_type" text NOT NULL,
	"format" text NOT NULL,
	"columns" jsonb,
	"filters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sort" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"description" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"use_count" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "retention_days" integer;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "queued_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "export_statistics" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "export_statistics" ADD COLUMN "template_id" uuid;--> statement-breakpoint
ALTER TABLE "export_statistics" ADD COLUMN "wait_ms" integer;--> statement-breakpoint
ALTER TABLE "export_alerts" ADD CONSTRAINT "export_alerts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_alerts" ADD CONSTRAINT "export_alerts_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_alerts" ADD CONSTRAINT "export_alerts_dismissed_by_users_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_approvals" ADD CONSTRAINT "export_approvals_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_approvals" ADD CONSTRAINT "export_approvals_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_approvals" ADD CONSTRAINT "export_approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_governance" ADD CONSTRAINT "export_governance_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_governance" ADD CONSTRAINT "export_governance_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_templates" ADD CONSTRAINT "export_templates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_templates" ADD CONSTRAINT "export_templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_alerts_open_idx" ON "export_alerts" USING btree ("tenant_id","created_at") WHERE dismissed_at is null;--> statement-breakpoint
CREATE INDEX "export_alerts_tenant_id_idx" ON "export_alerts" USING btree ("tenant_id","export_id");--> statement-breakpoint
CREATE INDEX "export_approvals_waiting_idx" ON "export_approvals" USING btree ("tenant_id","requested_at") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "export_approvals_tenant_id_idx" ON "export_approvals" USING btree ("tenant_id","export_id");--> statement-breakpoint
CREATE INDEX "export_templates_name_idx" ON "export_templates" USING btree ("tenant_id","template_name","id");--> statement-breakpoint
CREATE INDEX "export_templates_created_by_idx" ON "export_templates" USING btree ("tenant_id","created_by");--> statement-breakpoint
CREATE INDEX "export_templates_export_type_idx" ON "export_templates" USING btree ("tenant_id","export_type");--> statement-breakpoint
CREATE INDEX "export_templates_is_public_idx" ON "export_templates" USING btree ("tenant_id","template_name") WHERE is_public;--> statement-breakpoint
CREATE INDEX "data_exports_stored_idx" ON "data_exports" USING btree ("tenant_id","completed_at") WHERE file_path is not null;--> statement-breakpoint
CREATE INDEX "data_exports_template_id_idx" ON "data_exports" USING btree ("tenant_id","template_id","created_at") WHERE template_id is not null;--> statement-breakpoint
CREATE INDEX "export_download_logs_downloaded_at_idx" ON "export_download_logs" USING btree ("tenant_id","downloaded_at","id");--> statement-breakpoint
CREATE INDEX "export_download_logs_user_id_idx" ON "export_download_logs" USING btree ("tenant_id","user_id","downloaded_at");--> statement-breakpoint
CREATE INDEX "export_statistics_failed_idx" ON "export_statistics" USING btree ("tenant_id","error_message","created_at") WHERE not success;--> statement-breakpoint
-- by hand
update data_exports set queued_at = created_at;
-- Statistics outlive their exports: what is known of them is written beside them from now on.
update export_statistics s set
  created_by = e.created_by,
  template_id = e.template_id,
  wait_ms = greatest(0, extract(epoch from (
    select min(a.started_at) from export_attempts a where a.export_id = e.id) - e.created_at) * 1000)::integer
from data_exports e where e.id = s.export_id;

select protect_tenant_table(name::regclass)
from unnest(array['export_templates', 'export_governance', 'export_approvals', 'export_alerts']) as name;
