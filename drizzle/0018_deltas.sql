CREATE TABLE "export_deltas" (
	"tenant_id" uuid NOT NULL,
	"export_id" uuid PRIMARY KEY NOT NULL,
	"schedule_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"fingerprint" text NOT NULL,
	"rows" bigint NOT NULL,
	"upserts" bigint NOT NULL,
	"deletes" bigint NOT NULL,
	"state_key" text,
	"state_sha256" text NOT NULL,
	"is_closed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_deltas_kind_check" CHECK (kind in ('full', 'changes'))
);
--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "is_delta" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "export_schedules" ADD COLUMN "is_delta" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "export_deltas" ADD CONSTRAINT "export_deltas_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_deltas" ADD CONSTRAINT "export_deltas_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "export_deltas_sequence_key" ON "export_deltas" USING btree ("tenant_id","schedule_id","sequence");--> statement-breakpoint
CREATE INDEX "export_deltas_stored_idx" ON "export_deltas" USING btree ("created_at") WHERE state_key is not null;--> statement-breakpoint
-- by hand
SELECT protect_tenant_table('export_deltas');
