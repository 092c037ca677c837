CREATE TABLE "export_occurrences" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"scheduled_for" timestamp with time zone NOT NULL,
	"trigger" text DEFAULT 'schedule' NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"export_id" uuid,
	"window_from" date,
	"window_to" date,
	"rows" integer,
	"recipients_left_out" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_occurrences_state_check" CHECK (state in ('started', 'skipped', 'missed', 'held')),
	CONSTRAINT "export_occurrences_trigger_check" CHECK (trigger in ('schedule', 'backfill', 'manual', 'test'))
);
--> statement-breakpoint
CREATE TABLE "export_schedules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"schedule_name" text NOT NULL,
	"export_type" text NOT NULL,
	"format" text NOT NULL,
	"frequency" text NOT NULL,
	"cron_expression" text,
	"time_of_day" text NOT NULL,
	"weekdays" text[] DEFAULT '{}' NOT NULL,
	"day_of_month" text DEFAULT '1' NOT NULL,
	"month" integer DEFAULT 1 NOT NULL,
	"time_zone" text NOT NULL,
	"filters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"columns" jsonb,
	"sort" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recipients" text[] DEFAULT '{}' NOT NULL,
	"missed_policy" text DEFAULT 'once' NOT NULL,
	"skip_when_empty" boolean DEFAULT false NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"next_run" timestamp with time zone,
	"last_run" timestamp with time zone,
	"hold_reason" text,
	"held_at" timestamp with time zone,
	"owner_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_schedules_frequency_check" CHECK (frequency in ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
	CONSTRAINT "export_schedules_missed_policy_check" CHECK (missed_policy in ('once', 'skip'))
);
--> statement-breakpoint
ALTER TABLE "export_occurrences" ADD CONSTRAINT "export_occurrences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_occurrences" ADD CONSTRAINT "export_occurrences_schedule_id_export_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."export_schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_occurrences" ADD CONSTRAINT "export_occurrences_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_schedules" ADD CONSTRAINT "export_schedules_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_schedules" ADD CONSTRAINT "export_schedules_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_schedules" ADD CONSTRAINT "export_schedules_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "export_occurrences_once_key" ON "export_occurrences" USING btree ("tenant_id","schedule_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "export_occurrences_export_id_idx" ON "export_occurrences" USING btree ("export_id") WHERE export_id is not null;--> statement-breakpoint
CREATE INDEX "export_schedules_next_run_idx" ON "export_schedules" USING btree ("tenant_id","next_run","id");--> statement-breakpoint
CREATE INDEX "export_schedules_owner_idx" ON "export_schedules" USING btree ("tenant_id","owner_id");--> statement-breakpoint
CREATE INDEX "export_schedules_due_idx" ON "export_schedules" USING btree ("next_run") WHERE is_active and hold_reason is null;--> statement-breakpoint
CREATE INDEX "data_exports_schedule_id_idx" ON "data_exports" USING btree ("schedule_id") WHERE schedule_id is not null and status in ('pending', 'processing');--> statement-breakpoint
-- by hand
select protect_tenant_table('export_schedules');
select protect_tenant_table('export_occurrences');
