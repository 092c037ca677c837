CREATE TABLE "error_groups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"place" text NOT NULL,
	"name" text NOT NULL,
	"message" text NOT NULL,
	"occurrences" integer DEFAULT 1 NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_request_id" text NOT NULL,
	CONSTRAINT "error_groups_fingerprint_key" UNIQUE("tenant_id","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "error_groups" ADD CONSTRAINT "error_groups_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "error_groups_request_idx" ON "error_groups" USING btree ("tenant_id","last_request_id");--> statement-breakpoint
CREATE INDEX "audit_entries_request_idx" ON "audit_entries" USING btree ("tenant_id","request_id","id");--> statement-breakpoint
CREATE INDEX "trade_decisions_request_idx" ON "trade_decisions" USING btree ("tenant_id","request_id");--> statement-breakpoint
-- by hand
select protect_tenant_table('error_groups');
