CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"campaign_no" text NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"category" text,
	"region" text,
	"budget" numeric(14, 2) NOT NULL,
	"spent" numeric(14, 2) DEFAULT '0' NOT NULL,
	"currency" text NOT NULL,
	"impressions" integer DEFAULT 0 NOT NULL,
	"clicks" integer DEFAULT 0 NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"revenue" numeric(14, 2) DEFAULT '0' NOT NULL,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_status_check" CHECK (status in ('planned', 'running', 'finished', 'cancelled')),
	CONSTRAINT "campaigns_channel_check" CHECK (channel in ('email', 'search', 'social', 'print', 'event')),
	CONSTRAINT "campaigns_ends_on_check" CHECK (ends_on >= starts_on),
	CONSTRAINT "campaigns_clicks_check" CHECK (impressions >= 0 and clicks between 0 and impressions and orders >= 0),
	CONSTRAINT "campaigns_money_check" CHECK (budget >= 0 and spent >= 0 and revenue >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_no" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_accounts_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "ledger_accounts_type_check" CHECK (type in ('asset', 'liability', 'equity', 'revenue', 'expense'))
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"entry_no" integer NOT NULL,
	"journal_no" text NOT NULL,
	"posted_on" date NOT NULL,
	"account_id" uuid NOT NULL,
	"debit" numeric(14, 2) DEFAULT '0' NOT NULL,
	"credit" numeric(14, 2) DEFAULT '0' NOT NULL,
	"currency" text NOT NULL,
	"source" text NOT NULL,
	"reference" text,
	"description" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_entries_source_check" CHECK (source in ('sale', 'payment', 'payroll', 'campaign', 'manual')),
	CONSTRAINT "ledger_entries_side_check" CHECK (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0))
);
--> statement-breakpoint
CREATE TABLE "client_scopes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"scope_id" uuid NOT NULL,
	"scope_version" integer NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"price" numeric(14, 2),
	"currency" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"accepted_at" timestamp with time zone,
	"notes" text,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_scopes_status_check" CHECK (status in ('proposed', 'accepted', 'declined', 'ended')),
	CONSTRAINT "client_scopes_price_check" CHECK (price >= 0),
	CONSTRAINT "client_scopes_ends_on_check" CHECK (ends_on >= starts_on)
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"client_no" text NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clients_tenant_id_id_key" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scope_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"scope_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"content" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"modified_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scope_versions_number_key" UNIQUE("tenant_id","scope_id","number"),
	CONSTRAINT "scope_versions_status_check" CHECK (status in ('draft', 'published', 'superseded')),
	CONSTRAINT "scope_versions_number_check" CHECK (number >= 1),
	CONSTRAINT "scope_versions_published_at_check" CHECK ((status = 'draft') = (published_at is null))
);
--> statement-breakpoint
CREATE TABLE "scopes_of_work" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"scope_name" text NOT NULL,
	"scope_of_work_status" text DEFAULT 'draft' NOT NULL,
	"current_version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"modified_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scopes_of_work_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "scopes_of_work_status_check" CHECK (scope_of_work_status in ('draft', 'in_review', 'active', 'archived')),
	CONSTRAINT "scopes_of_work_current_version_check" CHECK (current_version >= 1)
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"services_name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_tenant_id_id_key" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "rfp_invitations" (
	"tenant_id" uuid NOT NULL,
	"rfp_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfp_invitations_pkey" PRIMARY KEY("tenant_id","rfp_id","supplier_id")
);
--> statement-breakpoint
CREATE TABLE "rfp_responses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"rfp_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"amount" numeric(14, 2),
	"lead_time_days" integer,
	"submitted_at" timestamp with time zone,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfp_responses_status_check" CHECK (status in ('draft', 'submitted', 'withdrawn', 'shortlisted', 'awarded', 'rejected')),
	CONSTRAINT "rfp_responses_amount_check" CHECK (amount >= 0),
	CONSTRAINT "rfp_responses_submitted_at_check" CHECK (status in ('draft', 'withdrawn') or submitted_at is not null)
);
--> statement-breakpoint
CREATE TABLE "rfps" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"rfp_no" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'draft' NOT NULL,
	"scope_id" uuid,
	"scope_version" integer,
	"currency" text NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rfps_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "rfps_status_check" CHECK (status in ('draft', 'published', 'closed', 'awarded', 'cancelled')),
	CONSTRAINT "rfps_scope_check" CHECK ((scope_id is null) = (scope_version is null))
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"checked_in_at" timestamp with time zone,
	"checked_out_at" timestamp with time zone,
	"hours" numeric(4, 2) DEFAULT '0' NOT NULL,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attendance_status_check" CHECK (status in ('present', 'remote', 'vacation', 'sick', 'unpaid_leave')),
	CONSTRAINT "attendance_hours_check" CHECK (hours between 0 and 24),
	CONSTRAINT "attendance_checked_out_at_check" CHECK (checked_out_at >= checked_in_at)
);
--> statement-breakpoint
CREATE TABLE "suppliers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"supplier_no" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"tier" text,
	"category" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"country" text,
	"currency" text NOT NULL,
	"payment_days" integer DEFAULT 30 NOT NULL,
	"lead_time_days" integer,
	"rating" numeric(3, 2),
	"tax_id" text,
	"iban" text,
	"certificates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppliers_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "suppliers_status_check" CHECK (status in ('pending', 'active', 'inactive', 'suspended')),
	CONSTRAINT "suppliers_tier_check" CHECK (tier in ('strategic', 'preferred', 'approved', 'conditional')),
	CONSTRAINT "suppliers_payment_days_check" CHECK (payment_days >= 0),
	CONSTRAINT "suppliers_lead_time_days_check" CHECK (lead_time_days >= 0),
	CONSTRAINT "suppliers_rating_check" CHECK (rating between 0 and 5)
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."ledger_accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_scopes" ADD CONSTRAINT "client_scopes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_scopes" ADD CONSTRAINT "client_scopes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_scopes" ADD CONSTRAINT "client_scopes_client_fk" FOREIGN KEY ("tenant_id","client_id") REFERENCES "public"."clients"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_scopes" ADD CONSTRAINT "client_scopes_version_fk" FOREIGN KEY ("tenant_id","scope_id","scope_version") REFERENCES "public"."scope_versions"("tenant_id","scope_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_versions" ADD CONSTRAINT "scope_versions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_versions" ADD CONSTRAINT "scope_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_versions" ADD CONSTRAINT "scope_versions_modified_by_users_id_fk" FOREIGN KEY ("modified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_versions" ADD CONSTRAINT "scope_versions_scope_fk" FOREIGN KEY ("tenant_id","scope_id") REFERENCES "public"."scopes_of_work"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scopes_of_work" ADD CONSTRAINT "scopes_of_work_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scopes_of_work" ADD CONSTRAINT "scopes_of_work_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scopes_of_work" ADD CONSTRAINT "scopes_of_work_modified_by_users_id_fk" FOREIGN KEY ("modified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scopes_of_work" ADD CONSTRAINT "scopes_of_work_service_fk" FOREIGN KEY ("tenant_id","service_id") REFERENCES "public"."services"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_invitations" ADD CONSTRAINT "rfp_invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_invitations" ADD CONSTRAINT "rfp_invitations_rfp_fk" FOREIGN KEY ("tenant_id","rfp_id") REFERENCES "public"."rfps"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_invitations" ADD CONSTRAINT "rfp_invitations_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_responses" ADD CONSTRAINT "rfp_responses_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfp_responses" ADD CONSTRAINT "rfp_responses_invitation_fk" FOREIGN KEY ("tenant_id","rfp_id","supplier_id") REFERENCES "public"."rfp_invitations"("tenant_id","rfp_id","supplier_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfps" ADD CONSTRAINT "rfps_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfps" ADD CONSTRAINT "rfps_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rfps" ADD CONSTRAINT "rfps_scope_version_fk" FOREIGN KEY ("tenant_id","scope_id","scope_version") REFERENCES "public"."scope_versions"("tenant_id","scope_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_staff_fk" FOREIGN KEY ("tenant_id","staff_id") REFERENCES "public"."staff"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_campaign_no_key" ON "campaigns" USING btree ("tenant_id","campaign_no");--> statement-breakpoint
CREATE INDEX "campaigns_starts_on_idx" ON "campaigns" USING btree ("tenant_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "campaigns_status_idx" ON "campaigns" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_accounts_account_no_key" ON "ledger_accounts" USING btree ("tenant_id","account_no");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_entry_no_key" ON "ledger_entries" USING btree ("tenant_id","entry_no");--> statement-breakpoint
CREATE INDEX "ledger_entries_posted_on_idx" ON "ledger_entries" USING btree ("tenant_id","posted_on","id");--> statement-breakpoint
CREATE INDEX "ledger_entries_account_idx" ON "ledger_entries" USING btree ("tenant_id","account_id","posted_on");--> statement-breakpoint
CREATE INDEX "ledger_entries_journal_idx" ON "ledger_entries" USING btree ("tenant_id","journal_no");--> statement-breakpoint
CREATE INDEX "ledger_entries_reference_idx" ON "ledger_entries" USING btree ("tenant_id","reference");--> statement-breakpoint
CREATE INDEX "client_scopes_starts_on_idx" ON "client_scopes" USING btree ("tenant_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "client_scopes_client_idx" ON "client_scopes" USING btree ("tenant_id","client_id");--> statement-breakpoint
CREATE INDEX "client_scopes_scope_idx" ON "client_scopes" USING btree ("tenant_id","scope_id");--> statement-breakpoint
CREATE INDEX "client_scopes_status_idx" ON "client_scopes" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_client_no_key" ON "clients" USING btree ("tenant_id","client_no");--> statement-breakpoint
CREATE INDEX "clients_name_idx" ON "clients" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "scope_versions_draft_key" ON "scope_versions" USING btree ("tenant_id","scope_id") WHERE status = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "scope_versions_published_key" ON "scope_versions" USING btree ("tenant_id","scope_id") WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "scope_versions_created_at_idx" ON "scope_versions" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "scope_versions_updated_at_idx" ON "scope_versions" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "scopes_of_work_name_idx" ON "scopes_of_work" USING btree ("tenant_id","scope_name","id");--> statement-breakpoint
CREATE INDEX "scopes_of_work_service_idx" ON "scopes_of_work" USING btree ("tenant_id","service_id");--> statement-breakpoint
CREATE INDEX "scopes_of_work_status_idx" ON "scopes_of_work" USING btree ("tenant_id","scope_of_work_status");--> statement-breakpoint
CREATE UNIQUE INDEX "services_name_key" ON "services" USING btree ("tenant_id","services_name");--> statement-breakpoint
CREATE INDEX "rfp_invitations_supplier_idx" ON "rfp_invitations" USING btree ("tenant_id","supplier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rfp_responses_supplier_key" ON "rfp_responses" USING btree ("tenant_id","rfp_id","supplier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rfps_rfp_no_key" ON "rfps" USING btree ("tenant_id","rfp_no");--> statement-breakpoint
CREATE INDEX "rfps_deadline_idx" ON "rfps" USING btree ("tenant_id","deadline","id");--> statement-breakpoint
CREATE INDEX "rfps_status_idx" ON "rfps" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "rfps_scope_idx" ON "rfps" USING btree ("tenant_id","scope_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_staff_day_key" ON "attendance" USING btree ("tenant_id","staff_id","day");--> statement-breakpoint
CREATE INDEX "attendance_day_idx" ON "attendance" USING btree ("tenant_id","day","id");--> statement-breakpoint
CREATE INDEX "attendance_status_idx" ON "attendance" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "suppliers_supplier_no_key" ON "suppliers" USING btree ("tenant_id","supplier_no");--> statement-breakpoint
CREATE INDEX "suppliers_name_idx" ON "suppliers" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "suppliers_status_idx" ON "suppliers" USING btree ("tenant_id","status");--> statement-breakpoint
CREATE INDEX "suppliers_category_idx" ON "suppliers" USING btree ("tenant_id","category");--> statement-breakpoint
CREATE INDEX "staff_hired_on_idx" ON "staff" USING btree ("tenant_id","hired_on","id");--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'attendance', 'campaigns', 'client_scopes', 'clients', 'ledger_accounts', 'ledger_entries', 'rfp_invitations',
  'rfp_responses', 'rfps', 'scope_versions', 'scopes_of_work', 'services', 'suppliers'
]) name;
-- A scope and its first version name each other, so one of the two keys waits for the commit.
alter table scopes_of_work add constraint scopes_of_work_current_version_fk
  foreign key (tenant_id, id, current_version) references scope_versions (tenant_id, scope_id, number)
  deferrable initially deferred;
