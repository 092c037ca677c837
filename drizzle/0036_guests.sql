CREATE TABLE "export_guest_codes" (
	"tenant_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "export_guest_codes_export_id_email_pk" PRIMARY KEY("export_id","email")
);
--> statement-breakpoint
ALTER TABLE "export_download_logs" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "export_governance" ADD COLUMN "guest_recipients" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "export_download_logs" ADD COLUMN "guest_email" text;--> statement-breakpoint
ALTER TABLE "export_guest_codes" ADD CONSTRAINT "export_guest_codes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_guest_codes" ADD CONSTRAINT "export_guest_codes_export_id_data_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."data_exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "export_guest_codes_expires_at_idx" ON "export_guest_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "export_guest_codes_tenant_id_idx" ON "export_guest_codes" USING btree ("tenant_id");--> statement-breakpoint
ALTER TABLE "export_download_logs" ADD CONSTRAINT "export_download_logs_taker_check" CHECK (num_nonnulls(user_id, guest_email) = 1);--> statement-breakpoint
select protect_tenant_table('export_guest_codes');
