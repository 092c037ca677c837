CREATE TABLE "request_nonces" (
	"tenant_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"nonce" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "request_nonces_tenant_id_key_id_nonce_pk" PRIMARY KEY("tenant_id","key_id","nonce")
);
--> statement-breakpoint
ALTER TABLE "request_nonces" ADD CONSTRAINT "request_nonces_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_nonces_seen_at_idx" ON "request_nonces" USING btree ("seen_at");--> statement-breakpoint
-- by hand
select protect_tenant_table('request_nonces');
