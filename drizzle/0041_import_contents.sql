ALTER TABLE "import_changes" DROP CONSTRAINT "import_changes_subject_check";--> statement-breakpoint
ALTER TABLE "import_changes" ALTER COLUMN "product_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "import_changes" ADD COLUMN "supplier_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "content" text DEFAULT 'items' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_of_check" CHECK ((subject = 'supplier') = (supplier_id is not null)
      and (subject = 'supplier') = (product_id is null));--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_subject_check" CHECK (subject in ('item', 'level', 'supplier'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_content_check" CHECK (content in ('items', 'suppliers'));