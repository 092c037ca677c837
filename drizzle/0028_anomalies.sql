CREATE TABLE "anomalies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"dataset" text NOT NULL,
	"subject" text NOT NULL,
	"item_id" uuid,
	"occurred_on" date NOT NULL,
	"score" double precision NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"status" text DEFAULT 'new' NOT NULL,
	"note" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "anomalies_kind_check" CHECK (kind in ('outside_range', 'drift', 'price')),
	CONSTRAINT "anomalies_status_check" CHECK (status in ('new', 'acknowledged', 'dismissed'))
);
--> statement-breakpoint
ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "anomalies_fingerprint_key" ON "anomalies" USING btree ("tenant_id","fingerprint");--> statement-breakpoint
CREATE INDEX "anomalies_found_at_idx" ON "anomalies" USING btree ("tenant_id","found_at","id");--> statement-breakpoint
CREATE INDEX "anomalies_status_idx" ON "anomalies" USING btree ("tenant_id","status","found_at","id");--> statement-breakpoint
-- by hand
select protect_tenant_table('anomalies');
