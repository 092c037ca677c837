CREATE TABLE "rfp_criteria" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"rfp_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"weight" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfp_criteria_position_key" UNIQUE("tenant_id","rfp_id","position"),
	CONSTRAINT "rfp_criteria_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "rfp_criteria_weight_check" CHECK (weight between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "rfp_lines" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"rfp_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"description" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit" text NOT NULL,
	"awarded_response_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfp_lines_position_key" UNIQUE("tenant_id","rfp_id","position"),
	CONSTRAINT "rfp_lines_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "rfp_lines_quantity_check" CHECK (quantity >= 1)
);
--> statement-breakpoint
CREATE TABLE "rfp_response_lines" (
	"tenant_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"price" numeric(14, 4) NOT NULL,
	CONSTRAINT "rfp_response_lines_pkey" PRIMARY KEY("tenant_id","response_id","line_id"),
	CONSTRAINT "rfp_response_lines_price_check" CHECK (price >= 0)
);
--> statement-breakpoint
CREATE TABLE "rfp_scores" (
	"tenant_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"scored_by" uuid NOT NULL,
	"scored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfp_scores_pkey" PRIMARY KEY("tenant_id","response_id","criterion_id"),
	CONSTRAINT "rfp_scores_score_check" CHECK (score between 0 and 100)
);
--> statement-breakpoint
DROP INDEX "rfp_responses_supplier_key";--> statement-breakpoint
ALTER TABLE "rfp_responses" ALTER COLUMN "amount" SET DATA TYPE numeric(20, 2);--> statement-breakpoint
ALTER TABLE "rfp_responses" ADD CONSTRAINT "rfp_responses_tenant_id_id_key" UNIQUE("tenant_id","id");--> statement-breakpoint
ALTER TABLE "rfp_responses" ADD CONSTRAINT "rfp_responses_rfp_id_key" UNIQUE("tenant_id","rfp_id","id");--> statement-breakpoint
ALTER TABLE "rfp_criteria" ADD CONSTRAINT "rfp_criteria_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_criteria" ADD CONSTRAINT "rfp_criteria_rfp_fk" FOREIGN KEY ("tenant_id","rfp_id") REFERENCES "public"."rfps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_lines" ADD CONSTRAINT "rfp_lines_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_lines" ADD CONSTRAINT "rfp_lines_rfp_fk" FOREIGN KEY ("tenant_id","rfp_id") REFERENCES "public"."rfps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_lines" ADD CONSTRAINT "rfp_lines_product_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_lines" ADD CONSTRAINT "rfp_lines_awarded_response_fk" FOREIGN KEY ("tenant_id","rfp_id","awarded_response_id") REFERENCES "public"."rfp_responses"("tenant_id","rfp_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_response_lines" ADD CONSTRAINT "rfp_response_lines_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_response_lines" ADD CONSTRAINT "rfp_response_lines_response_fk" FOREIGN KEY ("tenant_id","response_id") REFERENCES "public"."rfp_responses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_response_lines" ADD CONSTRAINT "rfp_response_lines_line_fk" FOREIGN KEY ("tenant_id","line_id") REFERENCES "public"."rfp_lines"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_scores" ADD CONSTRAINT "rfp_scores_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_scores" ADD CONSTRAINT "rfp_scores_scored_by_users_id_fk" FOREIGN KEY ("scored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_scores" ADD CONSTRAINT "rfp_scores_response_fk" FOREIGN KEY ("tenant_id","response_id") REFERENCES "public"."rfp_responses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_scores" ADD CONSTRAINT "rfp_scores_criterion_fk" FOREIGN KEY ("tenant_id","criterion_id") REFERENCES "public"."rfp_criteria"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rfp_responses_created_at_idx" ON "rfp_responses" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "rfps_open_idx" ON "rfps" USING btree ("deadline") WHERE status = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "rfp_responses_supplier_key" ON "rfp_responses" USING btree ("tenant_id","rfp_id","supplier_id") WHERE status <> 'withdrawn';--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'rfp_criteria', 'rfp_lines', 'rfp_response_lines', 'rfp_scores'
]) name;

-- What a response asks for is sealed: the application writes it and cannot read it, before the deadline or after.
revoke select on rfp_responses, rfp_response_lines from waybill_app, waybill_system;
grant select (id, tenant_id, rfp_id, supplier_id, status, lead_time_days, submitted_at, version, created_at, updated_at)
  on rfp_responses to waybill_app, waybill_system;
grant select (tenant_id, response_id, line_id) on rfp_response_lines to waybill_app, waybill_system;
revoke update on rfp_response_lines from waybill_app, waybill_system;

-- Whether a response of the tenant may be read: its deadline has passed by the database's clock, and it was submitted.
create function is_opened(response uuid) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from rfp_responses a join rfps r on r.tenant_id = a.tenant_id and r.id = a.rfp_id
    where a.id = response and a.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
      and r.status in ('closed', 'awarded') and r.deadline <= clock_timestamp()
      and a.status in ('submitted', 'shortlisted', 'awarded', 'rejected')
  )
$$;
create function opened_amount(response uuid) returns numeric
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select amount from rfp_responses where id = response and is_opened(response)
$$;
create function opened_notes(response uuid) returns text
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select notes from rfp_responses where id = response and is_opened(response)
$$;
create function opened_price(response uuid, line uuid) returns numeric
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
  select price from rfp_response_lines where response_id = response and line_id = line and is_opened(response)
$$;
revoke execute on function is_opened, opened_amount, opened_notes, opened_price from public;
grant execute on function is_opened, opened_amount, opened_notes, opened_price to waybill_app;

-- The amount of a response is what its lines come to; the application cannot read their prices to add them up.
create function total_response() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.amount := (
    select round(sum(l.quantity * p.price), 2) from rfp_response_lines p
    join rfp_lines l on l.tenant_id = p.tenant_id and l.id = p.line_id
    where p.tenant_id = new.tenant_id and p.response_id = new.id
  );
  return new;
end $$;
create trigger total before update on rfp_responses for each row
  when (old.status = 'draft' and new.status = 'submitted') execute function total_response();

-- A request that suppliers know of closes at its deadline and not before, and its deadline only moves away.
create function keep_deadline() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and new.deadline < old.deadline then
    raise exception 'the deadline of a published request never moves closer';
  end if;
  if old.status <> 'closed' and new.status = 'closed' and new.deadline > clock_timestamp() then
    raise exception 'a request closes at its deadline, not before';
  end if;
  return new;
end $$;
create trigger keep_deadline before update on rfps for each row execute function keep_deadline();
