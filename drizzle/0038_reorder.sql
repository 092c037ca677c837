CREATE TABLE "item_outlooks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"method" text NOT NULL,
	"run_id" uuid,
	"lead_time_days" integer NOT NULL,
	"lead_time_from" text NOT NULL,
	"demand_p50" double precision,
	"demand_p90" double precision,
	"available" integer NOT NULL,
	"on_order" integer NOT NULL,
	"planned" integer NOT NULL,
	"run_out_on" date,
	"quantity" integer NOT NULL,
	"supplier_id" uuid,
	"price" numeric(14, 4),
	"currency" text,
	"computed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_outlooks_product_key" UNIQUE("tenant_id","product_id"),
	CONSTRAINT "item_outlooks_method_check" CHECK (method in ('forecast', 'moving_average', 'reorder_point')),
	CONSTRAINT "item_outlooks_lead_time_check" CHECK (lead_time_from in ('offer', 'supplier', 'assumed')),
	CONSTRAINT "item_outlooks_quantity_check" CHECK (quantity >= 0 and on_order >= 0 and planned >= 0),
	CONSTRAINT "item_outlooks_demand_check" CHECK ((method = 'reorder_point') = (demand_p50 is null))
);
--> statement-breakpoint
CREATE TABLE "outlook_passes" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD COLUMN "rfp_id" uuid;--> statement-breakpoint
ALTER TABLE "item_outlooks" ADD CONSTRAINT "item_outlooks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_outlooks" ADD CONSTRAINT "item_outlooks_product_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_outlooks" ADD CONSTRAINT "item_outlooks_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlook_passes" ADD CONSTRAINT "outlook_passes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_outlooks_run_out_idx" ON "item_outlooks" USING btree ("tenant_id","run_out_on","id") WHERE quantity > 0;--> statement-breakpoint
CREATE INDEX "outlook_passes_finished_at_idx" ON "outlook_passes" USING btree ("finished_at");--> statement-breakpoint
ALTER TABLE "purchase_orders" ADD CONSTRAINT "purchase_orders_rfp_fk" FOREIGN KEY ("tenant_id","rfp_id") REFERENCES "public"."rfps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_orders_rfp_key" ON "purchase_orders" USING btree ("tenant_id","rfp_id","supplier_id") WHERE rfp_id is not null;--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['item_outlooks', 'outlook_passes']) name;

-- Items are archived and never deleted, so what is known of one is written over.
revoke delete on item_outlooks, outlook_passes from waybill_app, waybill_system;
revoke insert, update on item_outlooks from waybill_system;
