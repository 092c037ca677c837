ALTER TABLE "custom_datasets" ADD COLUMN "vanished" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "custom_datasets" ADD COLUMN "checked_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "custom_datasets_checked_idx" ON "custom_datasets" USING btree ("checked_at");