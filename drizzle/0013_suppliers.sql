CREATE TABLE "supplier_contacts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"email" text,
	"phone" text,
	"is_primary" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"supplier_sku" text,
	"price" numeric(14, 4) NOT NULL,
	"currency" text NOT NULL,
	"pack_size" integer DEFAULT 1 NOT NULL,
	"minimum_quantity" integer DEFAULT 1 NOT NULL,
	"lead_time_days" integer,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_items_price_check" CHECK (price >= 0),
	CONSTRAINT "supplier_items_pack_size_check" CHECK (pack_size >= 1 and minimum_quantity >= 1),
	CONSTRAINT "supplier_items_lead_time_days_check" CHECK (lead_time_days >= 0),
	CONSTRAINT "supplier_items_valid_until_check" CHECK (valid_until >= valid_from)
);
--> statement-breakpoint
ALTER TABLE "supplier_contacts" ADD CONSTRAINT "supplier_contacts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_contacts" ADD CONSTRAINT "supplier_contacts_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_items" ADD CONSTRAINT "supplier_items_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_items" ADD CONSTRAINT "supplier_items_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_items" ADD CONSTRAINT "supplier_items_product_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "supplier_contacts_supplier_idx" ON "supplier_contacts" USING btree ("tenant_id","supplier_id","id");--> statement-breakpoint
CREATE INDEX "supplier_contacts_name_idx" ON "supplier_contacts" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_contacts_primary_key" ON "supplier_contacts" USING btree ("tenant_id","supplier_id") WHERE is_primary;--> statement-breakpoint
CREATE INDEX "supplier_items_supplier_idx" ON "supplier_items" USING btree ("tenant_id","supplier_id","product_id");--> statement-breakpoint
CREATE INDEX "supplier_items_product_idx" ON "supplier_items" USING btree ("tenant_id","product_id","supplier_id");--> statement-breakpoint
CREATE INDEX "supplier_items_valid_from_idx" ON "supplier_items" USING btree ("tenant_id","valid_from","id");--> statement-breakpoint
-- by hand
SELECT protect_tenant_table('supplier_contacts');--> statement-breakpoint
SELECT protect_tenant_table('supplier_items');--> statement-breakpoint
-- Lets an exclusion constraint compare ids beside days.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- Checked at the commit, so that a list of prices may be written in any order.
ALTER TABLE "supplier_items" ADD CONSTRAINT "supplier_items_no_overlap" EXCLUDE USING gist (
  "supplier_id" WITH =,
  "product_id" WITH =,
  daterange("valid_from", "valid_until", '[]') WITH &&
) DEFERRABLE INITIALLY DEFERRED;
