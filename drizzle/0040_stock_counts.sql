CREATE TABLE "stock_count_lines" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"count_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"bin" text,
	"counted" integer,
	"expected" integer,
	"seq" integer,
	"unit_cost" numeric(14, 4),
	"counted_by" uuid,
	"counted_at" timestamp with time zone,
	"recounts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_count_lines_counted_check" CHECK (counted >= 0),
	CONSTRAINT "stock_count_lines_counting_check" CHECK (num_nulls(counted, expected, seq, unit_cost, counted_at) in (0, 5))
);
--> statement-breakpoint
CREATE TABLE "stock_counts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"count_no" text GENERATED ALWAYS AS ('SC-' || lpad(number::text, greatest(5, length(number::text)), '0')) STORED NOT NULL,
	"location_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"category" text,
	"is_blind" boolean DEFAULT true NOT NULL,
	"note" text,
	"status" text DEFAULT 'open' NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"started_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"posted_by" uuid,
	"posted_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_counts_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "stock_counts_status_check" CHECK (status in ('open', 'counting', 'review', 'posted', 'cancelled')),
	CONSTRAINT "stock_counts_scope_check" CHECK (scope in ('location', 'category', 'items')),
	CONSTRAINT "stock_counts_category_check" CHECK ((scope = 'category') = (category is not null)),
	CONSTRAINT "stock_counts_counted_check" CHECK (counted between 0 and lines),
	CONSTRAINT "stock_counts_posted_at_check" CHECK ((status = 'posted') = (posted_at is not null)),
	CONSTRAINT "stock_counts_cancelled_at_check" CHECK ((status = 'cancelled') = (cancelled_at is not null))
);
--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "count_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_count_lines" ADD CONSTRAINT "stock_count_lines_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_lines" ADD CONSTRAINT "stock_count_lines_counted_by_users_id_fk" FOREIGN KEY ("counted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_lines" ADD CONSTRAINT "stock_count_lines_count_fk" FOREIGN KEY ("tenant_id","count_id") REFERENCES "public"."stock_counts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_lines" ADD CONSTRAINT "stock_count_lines_product_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_posted_by_users_id_fk" FOREIGN KEY ("posted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_location_fk" FOREIGN KEY ("tenant_id","location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stock_count_lines_product_key" ON "stock_count_lines" USING btree ("tenant_id","count_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_count_lines_position_key" ON "stock_count_lines" USING btree ("tenant_id","count_id","position");--> statement-breakpoint
CREATE INDEX "stock_count_lines_uncounted_idx" ON "stock_count_lines" USING btree ("tenant_id","count_id","position") WHERE counted is null;--> statement-breakpoint
CREATE INDEX "stock_count_lines_differing_idx" ON "stock_count_lines" USING btree ("tenant_id","count_id","position") WHERE counted <> expected;--> statement-breakpoint
CREATE UNIQUE INDEX "stock_counts_number_key" ON "stock_counts" USING btree ("tenant_id","number");--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_count_fk" FOREIGN KEY ("tenant_id","count_id") REFERENCES "public"."stock_counts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_barcode_idx" ON "products" USING btree ("tenant_id","barcode") WHERE barcode is not null;--> statement-breakpoint
CREATE INDEX "stock_movements_count_idx" ON "stock_movements" USING btree ("tenant_id","count_id") WHERE count_id is not null;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_count_check" CHECK (count_id is null or kind = 'count');--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['stock_counts', 'stock_count_lines']) name;

-- Numbers have no gaps, and what was booked can be looked up: counts are ended and never deleted.
revoke delete on stock_counts, stock_count_lines from waybill_app, waybill_system;
grant insert (count_id) on stock_movements to waybill_app;

create index stock_counts_search_idx on stock_counts using gin (
  tenant_id,
  (casefold(normalize(coalesce(count_no, '') || chr(10) || coalesce(note, ''), NFC) collate "pg_unicode_fast")) gin_trgm_ops
);
create function search_stock_counts(pattern text) returns setof uuid
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from stock_counts
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and casefold(normalize(coalesce(count_no, '') || chr(10) || coalesce(note, ''), NFC) collate "pg_unicode_fast") like pattern
$$;
revoke execute on function search_stock_counts from public;
grant execute on function search_stock_counts to waybill_app;
