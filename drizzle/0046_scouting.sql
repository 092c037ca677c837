CREATE TABLE "strategy_backtests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"strategy_id" uuid NOT NULL,
	"strategy_version_id" uuid NOT NULL,
	"against_version_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"time_zone" text NOT NULL,
	"created_by" uuid NOT NULL,
	"api_key_id" uuid,
	"request_id" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"worker_id" uuid,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"input_hash" text,
	"result_hash" text,
	"result" jsonb,
	CONSTRAINT "strategy_backtests_status_check" CHECK (status in ('pending', 'processing', 'completed', 'failed')),
	CONSTRAINT "strategy_backtests_days_check" CHECK (from_day <= until_day),
	CONSTRAINT "strategy_backtests_result_check" CHECK ((status = 'completed') = (result_hash is not null))
);
--> statement-breakpoint
CREATE TABLE "opportunities" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"method" text,
	"instrument_kind" text NOT NULL,
	"instrument_id" text NOT NULL,
	"title" text NOT NULL,
	"supplier_id" uuid,
	"category" text,
	"quantity" integer NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"facts" jsonb NOT NULL,
	"score" bigint NOT NULL,
	"reasons" jsonb NOT NULL,
	"created_by" uuid,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"taken_by" uuid,
	"taken_at" timestamp with time zone,
	"taken_key" text,
	"strategy_version_id" uuid,
	"trade_id" uuid,
	"placed_at" timestamp with time zone,
	"dismissed_by" uuid,
	"dismissed_at" timestamp with time zone,
	"note" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "opportunities_trade_key" UNIQUE("tenant_id","trade_id"),
	CONSTRAINT "opportunities_kind_check" CHECK (kind in ('run_out', 'offer')),
	CONSTRAINT "opportunities_status_check" CHECK (status in ('open', 'taken', 'dismissed', 'expired')),
	CONSTRAINT "opportunities_method_check" CHECK (method in ('forecast', 'moving_average', 'reorder_point')),
	CONSTRAINT "opportunities_amount_check" CHECK (amount > 0 and quantity > 0),
	CONSTRAINT "opportunities_currency_check" CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "opportunities_taken_check" CHECK ((status = 'taken') <= (taken_by is not null and taken_key is not null)),
	CONSTRAINT "opportunities_trade_check" CHECK (trade_id is null or status = 'taken')
);
--> statement-breakpoint
CREATE TABLE "strategies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"current_number" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strategies_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "strategies_status_check" CHECK (status in ('draft', 'active', 'paused', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "strategy_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"strategy_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strategy_versions_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "strategy_versions_number_key" UNIQUE("tenant_id","strategy_id","number")
);
--> statement-breakpoint
ALTER TABLE "budget_limits" DROP CONSTRAINT "budget_limits_scope_check";--> statement-breakpoint
ALTER TABLE "strategy_backtests" ADD CONSTRAINT "strategy_backtests_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_backtests" ADD CONSTRAINT "strategy_backtests_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_backtests" ADD CONSTRAINT "strategy_backtests_strategy_fk" FOREIGN KEY ("tenant_id","strategy_id") REFERENCES "public"."strategies"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_backtests" ADD CONSTRAINT "strategy_backtests_version_fk" FOREIGN KEY ("tenant_id","strategy_version_id") REFERENCES "public"."strategy_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_backtests" ADD CONSTRAINT "strategy_backtests_against_fk" FOREIGN KEY ("tenant_id","against_version_id") REFERENCES "public"."strategy_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_taken_by_users_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_dismissed_by_users_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_strategy_version_fk" FOREIGN KEY ("tenant_id","strategy_version_id") REFERENCES "public"."strategy_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_trade_fk" FOREIGN KEY ("tenant_id","trade_id") REFERENCES "public"."trades"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_strategy_fk" FOREIGN KEY ("tenant_id","strategy_id") REFERENCES "public"."strategies"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "strategy_backtests_strategy_idx" ON "strategy_backtests" USING btree ("tenant_id","strategy_id","id");--> statement-breakpoint
CREATE INDEX "strategy_backtests_processing_idx" ON "strategy_backtests" USING btree ("started_at") WHERE status = 'processing';--> statement-breakpoint
CREATE UNIQUE INDEX "opportunities_open_key" ON "opportunities" USING btree ("tenant_id","instrument_kind","instrument_id") WHERE kind = 'run_out' and status = 'open';--> statement-breakpoint
CREATE INDEX "opportunities_score_idx" ON "opportunities" USING btree ("tenant_id","status","score","id");--> statement-breakpoint
CREATE INDEX "opportunities_found_at_idx" ON "opportunities" USING btree ("tenant_id","found_at","id");--> statement-breakpoint
CREATE INDEX "opportunities_strategy_idx" ON "opportunities" USING btree ("tenant_id","strategy_version_id");--> statement-breakpoint
CREATE INDEX "opportunities_taken_key_idx" ON "opportunities" USING btree ("tenant_id","taken_key");--> statement-breakpoint
CREATE INDEX "opportunities_valid_until_idx" ON "opportunities" USING btree ("valid_until") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "opportunities_unplaced_idx" ON "opportunities" USING btree ("taken_at") WHERE status = 'taken' and placed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "strategies_name_key" ON "strategies" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE INDEX "strategies_created_at_idx" ON "strategies" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
ALTER TABLE "budget_limits" ADD CONSTRAINT "budget_limits_scope_check" CHECK (scope in ('tenant', 'user', 'strategy', 'category', 'supplier'));--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'strategies', 'strategy_versions', 'strategy_backtests', 'opportunities'
]) name;

revoke update, delete on strategy_versions from waybill_app, waybill_system;
create trigger immutable before update on strategy_versions for each row execute function refuse_change();
revoke delete on strategies, strategy_backtests from waybill_app, waybill_system;

-- What was found stays as it was: only the state of an opportunity changes.
revoke update, delete on opportunities from waybill_app, waybill_system;
grant update (status, taken_by, taken_at, taken_key, strategy_version_id, trade_id, placed_at, dismissed_by, dismissed_at,
  note, updated_at) on opportunities to waybill_app;

-- A strategy has a budget like a person or a supplier.
alter type spend_request add attribute strategy_id uuid;

create or replace function spend_covers(scope text, subject text, currency text, request spend_request) returns boolean
language sql immutable parallel safe as $$
  select currency = request.currency and case scope
    when 'tenant' then true
    when 'user' then subject = request.for_user_id::text
    when 'strategy' then subject = request.strategy_id::text
    when 'category' then subject = request.category
    when 'supplier' then subject = request.supplier_id::text
    else false
  end
$$;
