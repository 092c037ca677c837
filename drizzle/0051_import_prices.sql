ALTER TABLE "import_changes" DROP CONSTRAINT "import_changes_subject_check";--> statement-breakpoint
ALTER TABLE "import_changes" DROP CONSTRAINT "import_changes_of_check";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_content_check";--> statement-breakpoint
ALTER TABLE "import_changes" ADD COLUMN "price_id" uuid;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_subject_check" CHECK (subject in ('item', 'level', 'supplier', 'price'));--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_of_check" CHECK ((subject in ('item', 'level')) = (product_id is not null)
      and (subject in ('supplier', 'price')) = (supplier_id is not null)
      and (subject = 'price') = (price_id is not null));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_content_check" CHECK (content in ('items', 'suppliers', 'prices'));