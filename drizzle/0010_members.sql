DROP INDEX "audit_entries_created_at_idx";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "invitation_hash" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "invitation_expires_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "sign_in_throttles_updated_at_idx" ON "sign_in_throttles" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "users_name_idx" ON "users" USING btree ("tenant_id","first_name","last_name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_invitation_hash_key" ON "users" USING btree ("invitation_hash") WHERE invitation_hash is not null;--> statement-breakpoint
CREATE INDEX "audit_entries_user_idx" ON "audit_entries" USING btree ("tenant_id","user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action_idx" ON "audit_entries" USING btree ("tenant_id","action","created_at","id");--> statement-breakpoint
CREATE INDEX "rate_limits_window_ends_at_idx" ON "rate_limits" USING btree ("window_ends_at");--> statement-breakpoint
CREATE INDEX "audit_entries_created_at_idx" ON "audit_entries" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
-- by hand
UPDATE "users" u SET "last_sign_in_at" = (
  select max(created_at) from audit_entries
  where tenant_id = u.tenant_id and subject_type = 'user' and subject_id = u.id and action = 'user.signed_in'
);
