CREATE TABLE "export_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"destination_id" uuid,
	"destination_name" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"give_up_at" timestamp with time zone NOT NULL,
	"may_have_arrived" boolean DEFAULT false NOT NULL,
	"log" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "export_deliveries_state_check" CHECK (state in ('pending', 'sending', 'delivered', 'failed', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "export_destinations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"sealed_secret" text NOT NULL,
	"test_requested_at" timestamp with time zone,
	"last_test" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "export_destinations_kind_check" CHECK (kind in ('webhook', 's3', 'sftp'))
);
--> statement-breakpoint
ALTER TABLE "export_templates" ADD COLUMN "destinations" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "destinations" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "export_schedules" ADD COLUMN "destinations" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "export_deliveries" ADD CONSTRAINT "export_deliveries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_deliveries" ADD CONSTRAINT "export_deliveries_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_deliveries" ADD CONSTRAINT "export_deliveries_destination_id_export_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."export_destinations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_destinations" ADD CONSTRAINT "export_destinations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_destinations" ADD CONSTRAINT "export_destinations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "export_deliveries_once_key" ON "export_deliveries" USING btree ("tenant_id","export_id","destination_id");--> statement-breakpoint
CREATE INDEX "export_deliveries_destination_id_idx" ON "export_deliveries" USING btree ("tenant_id","destination_id","created_at");--> statement-breakpoint
CREATE INDEX "export_deliveries_due_idx" ON "export_deliveries" USING btree ("next_try_at") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "export_destinations_name_key" ON "export_destinations" USING btree ("tenant_id","name");--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['export_destinations', 'export_deliveries']) as name;
