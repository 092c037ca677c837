ALTER TABLE "data_exports" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "data_exports" ADD COLUMN "stored_at" timestamp with time zone;