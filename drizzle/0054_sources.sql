CREATE TABLE "custom_datasets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"source_id" uuid NOT NULL,
	"relation_schema" text NOT NULL,
	"relation_name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"readers" text[] NOT NULL,
	"state" text DEFAULT 'ok' NOT NULL,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "custom_datasets_state_check" CHECK (state in ('ok', 'needs_attention'))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"engine" text DEFAULT 'postgresql' NOT NULL,
	"settings" jsonb NOT NULL,
	"sealed_secret" text NOT NULL,
	"statement_seconds" integer DEFAULT 600 NOT NULL,
	"concurrent_reads" integer DEFAULT 2 NOT NULL,
	"state" text DEFAULT 'ok' NOT NULL,
	"failure_code" text,
	"failure_message" text,
	"failing_since" timestamp with time zone,
	"findings" jsonb,
	"checked_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sources_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "sources_engine_check" CHECK (engine in ('postgresql')),
	CONSTRAINT "sources_state_check" CHECK (state in ('ok', 'failing'))
);
--> statement-breakpoint
ALTER TABLE "custom_datasets" ADD CONSTRAINT "custom_datasets_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_datasets" ADD CONSTRAINT "custom_datasets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_datasets" ADD CONSTRAINT "custom_datasets_source_fk" FOREIGN KEY ("tenant_id","source_id") REFERENCES "public"."sources"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_datasets_key_key" ON "custom_datasets" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "custom_datasets_source_idx" ON "custom_datasets" USING btree ("tenant_id","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_name_key" ON "sources" USING btree ("tenant_id","name");--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['sources', 'custom_datasets']) name;
