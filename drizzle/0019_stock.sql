CREATE TABLE "locations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'warehouse' NOT NULL,
	"parent_id" uuid,
	"allows_negative" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "locations_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "locations_kind_check" CHECK (kind in ('warehouse', 'shop', 'transit', 'quarantine')),
	CONSTRAINT "locations_parent_check" CHECK (parent_id <> id)
);
--> statement-breakpoint
CREATE TABLE "stock_differences" (
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"field" text NOT NULL,
	"recorded" integer NOT NULL,
	"recounted" integer NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_differences_pkey" PRIMARY KEY("tenant_id","product_id","location_id","field")
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"quantity" integer NOT NULL,
	"balance_after" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"unit_cost" numeric(14, 4),
	"reference" text,
	"reservation_id" uuid,
	"transfer_id" uuid,
	"reverses_id" uuid,
	"created_by" uuid,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_movements_seq_key" UNIQUE("tenant_id","product_id","location_id","seq"),
	CONSTRAINT "stock_movements_kind_check" CHECK (kind in ('opening', 'receipt', 'issue', 'adjustment', 'transfer_in', 'transfer_out', 'count', 'return_in', 'return_out', 'scrap', 'reversal')),
	CONSTRAINT "stock_movements_quantity_check" CHECK (quantity <> 0 or kind = 'count'),
	CONSTRAINT "stock_movements_sign_check" CHECK (case when kind in ('receipt', 'transfer_in', 'return_in') then quantity > 0
        when kind in ('issue', 'transfer_out', 'return_out', 'scrap') then quantity < 0 else true end),
	CONSTRAINT "stock_movements_reversal_check" CHECK ((kind = 'reversal') = (reverses_id is not null)),
	CONSTRAINT "stock_movements_reservation_check" CHECK (reservation_id is null or kind = 'issue'),
	CONSTRAINT "stock_movements_unit_cost_check" CHECK (unit_cost >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_reservations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"open_quantity" integer NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"reference" text,
	"expires_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_reservations_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "stock_reservations_status_check" CHECK (status in ('active', 'consumed', 'released', 'expired')),
	CONSTRAINT "stock_reservations_quantity_check" CHECK (quantity > 0 and open_quantity between 0 and quantity),
	CONSTRAINT "stock_reservations_open_check" CHECK ((status = 'active') = (open_quantity > 0)),
	CONSTRAINT "stock_reservations_ended_at_check" CHECK ((status = 'active') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "stock_transfers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"from_location_id" uuid NOT NULL,
	"to_location_id" uuid NOT NULL,
	"transit_location_id" uuid,
	"quantity" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"reference" text,
	"sent_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_transfers_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "stock_transfers_status_check" CHECK (status in ('draft', 'in_transit', 'received', 'cancelled')),
	CONSTRAINT "stock_transfers_locations_check" CHECK (from_location_id <> to_location_id),
	CONSTRAINT "stock_transfers_quantity_check" CHECK (quantity > 0 and received >= 0 and lost >= 0 and received + lost <= quantity),
	CONSTRAINT "stock_transfers_received_check" CHECK ((status = 'received') = (received + lost = quantity))
);
--> statement-breakpoint
ALTER TABLE "inventory_items" ADD COLUMN "location_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory_items" ADD COLUMN "seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory_items" ADD COLUMN "minimum" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory_items" ADD COLUMN "maximum" integer;--> statement-breakpoint
ALTER TABLE "inventory_items" ADD COLUMN "last_movement_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "brand" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "unit" text DEFAULT 'piece' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "barcode" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "status" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "supplier_id" uuid;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "custom" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "abc_class" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "xyz_class" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "classified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "locations_code_key" ON "locations" USING btree ("tenant_id","code");--> statement-breakpoint
-- by hand: what the old columns said
UPDATE "products" SET "status" = 'discontinued' WHERE NOT "is_active";--> statement-breakpoint
UPDATE "products" p SET "currency" = l.currency FROM (
  select tenant_id, mode() within group (order by currency) as currency from ledger_entries group by tenant_id
) l WHERE l.tenant_id = p.tenant_id;--> statement-breakpoint
INSERT INTO "locations" ("tenant_id", "code", "name", "allows_negative")
  select tenant_id, warehouse, warehouse, bool_or(on_hand < reserved) from inventory_items group by tenant_id, warehouse;--> statement-breakpoint
INSERT INTO "locations" ("tenant_id", "code", "name", "kind")
  select distinct tenant_id, 'TRANSIT', 'In transit', 'transit' from inventory_items on conflict do nothing;--> statement-breakpoint
UPDATE "inventory_items" i SET "location_id" = l.id FROM "locations" l
  WHERE l.tenant_id = i.tenant_id and l.code = i.warehouse;--> statement-breakpoint
ALTER TABLE "inventory_items" ALTER COLUMN "location_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory_items" ADD CONSTRAINT "inventory_items_product_location_key" UNIQUE("tenant_id","product_id","location_id");--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_parent_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_differences" ADD CONSTRAINT "stock_differences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_differences" ADD CONSTRAINT "stock_differences_level_fk" FOREIGN KEY ("tenant_id","product_id","location_id") REFERENCES "public"."inventory_items"("tenant_id","product_id","location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_level_fk" FOREIGN KEY ("tenant_id","product_id","location_id") REFERENCES "public"."inventory_items"("tenant_id","product_id","location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_reservation_fk" FOREIGN KEY ("tenant_id","reservation_id") REFERENCES "public"."stock_reservations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_transfer_fk" FOREIGN KEY ("tenant_id","transfer_id") REFERENCES "public"."stock_transfers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_reservations" ADD CONSTRAINT "stock_reservations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_reservations" ADD CONSTRAINT "stock_reservations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_reservations" ADD CONSTRAINT "stock_reservations_level_fk" FOREIGN KEY ("tenant_id","product_id","location_id") REFERENCES "public"."inventory_items"("tenant_id","product_id","location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_product_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_from_fk" FOREIGN KEY ("tenant_id","from_location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_to_fk" FOREIGN KEY ("tenant_id","to_location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfers" ADD CONSTRAINT "stock_transfers_transit_fk" FOREIGN KEY ("tenant_id","transit_location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "locations_parent_idx" ON "locations" USING btree ("tenant_id","parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movements_reverses_key" ON "stock_movements" USING btree ("tenant_id","reverses_id");--> statement-breakpoint
CREATE INDEX "stock_movements_product_idx" ON "stock_movements" USING btree ("tenant_id","product_id","posted_at","id");--> statement-breakpoint
CREATE INDEX "stock_movements_posted_at_idx" ON "stock_movements" USING btree ("tenant_id","posted_at","id");--> statement-breakpoint
CREATE INDEX "stock_reservations_level_idx" ON "stock_reservations" USING btree ("tenant_id","product_id","location_id","status");--> statement-breakpoint
CREATE INDEX "stock_reservations_created_at_idx" ON "stock_reservations" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "stock_reservations_expires_at_idx" ON "stock_reservations" USING btree ("expires_at") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "stock_transfers_product_idx" ON "stock_transfers" USING btree ("tenant_id","product_id","created_at","id");--> statement-breakpoint
ALTER TABLE "inventory_items" ADD CONSTRAINT "inventory_items_location_fk" FOREIGN KEY ("tenant_id","location_id") REFERENCES "public"."locations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inventory_items_location_idx" ON "inventory_items" USING btree ("tenant_id","location_id","product_id");--> statement-breakpoint
CREATE INDEX "products_sku_idx" ON "products" USING btree ("tenant_id","sku","id");--> statement-breakpoint
CREATE INDEX "products_name_idx" ON "products" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "products_updated_at_idx" ON "products" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "products_supplier_idx" ON "products" USING btree ("tenant_id","supplier_id");--> statement-breakpoint
ALTER TABLE "inventory_items" ADD CONSTRAINT "inventory_items_limits_check" CHECK (minimum >= 0 and maximum >= minimum);--> statement-breakpoint
ALTER TABLE "inventory_items" ADD CONSTRAINT "inventory_items_reorder_check" CHECK (reorder_point >= 0 and reorder_quantity >= 0);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_status_check" CHECK (status in ('active', 'discontinued', 'archived'));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_abc_class_check" CHECK (abc_class in ('A', 'B', 'C'));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_xyz_class_check" CHECK (xyz_class in ('X', 'Y', 'Z'));--> statement-breakpoint
-- by hand: levels become opening movements, what they promised becomes reservations
INSERT INTO "stock_movements" ("tenant_id", "product_id", "location_id", "seq", "quantity", "balance_after", "kind",
    "unit_cost", "posted_at")
  select tenant_id, product_id, location_id, 1, on_hand, on_hand, 'opening', unit_cost, now()
  from inventory_items where on_hand <> 0;--> statement-breakpoint
UPDATE "inventory_items" SET "seq" = 1, "last_movement_at" = now() WHERE "on_hand" <> 0;--> statement-breakpoint
INSERT INTO "stock_reservations" ("tenant_id", "product_id", "location_id", "quantity", "open_quantity", "reference")
  select tenant_id, product_id, location_id, reserved, reserved, 'opening' from inventory_items where reserved > 0;
