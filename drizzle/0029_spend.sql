CREATE TABLE "budget_counters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"limit_id" uuid NOT NULL,
	"period" text NOT NULL,
	"starts_on" date,
	"reserved" bigint DEFAULT 0 NOT NULL,
	"settled" bigint DEFAULT 0 NOT NULL,
	"ceiling" bigint,
	"last_entry_no" bigint DEFAULT 0 NOT NULL,
	"last_hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "budget_counters_period_key" UNIQUE NULLS NOT DISTINCT("tenant_id","limit_id","period","starts_on"),
	CONSTRAINT "budget_counters_period_check" CHECK (period in ('day', 'week', 'month', 'total')),
	CONSTRAINT "budget_counters_starts_on_check" CHECK ((period = 'total') = (starts_on is null)),
	CONSTRAINT "budget_counters_room_check" CHECK (reserved >= 0 and settled >= 0 and (ceiling is null or reserved + settled <= ceiling))
);
--> statement-breakpoint
CREATE TABLE "budget_limits" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"subject" text,
	"currency" text NOT NULL,
	"per_transaction_cap" bigint,
	"daily_cap" bigint,
	"weekly_cap" bigint,
	"monthly_cap" bigint,
	"total_cap" bigint,
	"reserve_amount" bigint DEFAULT 0 NOT NULL,
	"emergency_threshold" bigint,
	"approve_over" bigint,
	"alert_at" smallint[] DEFAULT '{50,80,100}' NOT NULL,
	"time_zone" text NOT NULL,
	"week_starts_on" smallint DEFAULT 1 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_limits_subject_key" UNIQUE NULLS NOT DISTINCT("tenant_id","scope","subject","currency"),
	CONSTRAINT "budget_limits_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "budget_limits_scope_check" CHECK (scope in ('tenant', 'user', 'category', 'supplier')),
	CONSTRAINT "budget_limits_subject_check" CHECK ((scope = 'tenant') = (subject is null)),
	CONSTRAINT "budget_limits_currency_check" CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "budget_limits_amounts_check" CHECK (least(per_transaction_cap, daily_cap, weekly_cap, monthly_cap, total_cap, reserve_amount, emergency_threshold, approve_over) >= 0),
	CONSTRAINT "budget_limits_week_starts_on_check" CHECK (week_starts_on between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "risk_alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"limit_id" uuid,
	"counter_id" uuid,
	"threshold" smallint,
	"currency" text,
	"value" bigint,
	"cap" bigint,
	"message" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"note" text,
	CONSTRAINT "risk_alerts_threshold_key" UNIQUE("tenant_id","counter_id","threshold"),
	CONSTRAINT "risk_alerts_kind_check" CHECK (kind in ('threshold', 'emergency', 'reconciliation')),
	CONSTRAINT "risk_alerts_severity_check" CHECK (severity in ('low', 'medium', 'high', 'critical'))
);
--> statement-breakpoint
CREATE TABLE "emergency_stops" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid,
	"request_id" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "emergency_stops_event_check" CHECK (event in ('stopped', 'resume_requested', 'resumed')),
	CONSTRAINT "emergency_stops_state_check" CHECK (state in ('ACTIVE', 'REDUCING', 'HALTED'))
);
--> statement-breakpoint
CREATE TABLE "trading_state" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"reason" text NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	"resume_requested_by" uuid,
	"resume_requested_at" timestamp with time zone,
	"resume_reason" text,
	CONSTRAINT "trading_state_state_check" CHECK (state in ('ACTIVE', 'REDUCING', 'HALTED'))
);
--> statement-breakpoint
CREATE TABLE "spending_ledger" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"entry_no" bigint NOT NULL,
	"trade_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reserved_delta" bigint NOT NULL,
	"settled_delta" bigint NOT NULL,
	"charged" uuid[] NOT NULL,
	"reason" text,
	"actor_id" uuid,
	"request_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "spending_ledger_entry_no_key" UNIQUE("tenant_id","currency","entry_no"),
	CONSTRAINT "spending_ledger_kind_check" CHECK (kind in ('reserve', 'settle', 'release')),
	CONSTRAINT "spending_ledger_deltas_check" CHECK (case kind
        when 'reserve' then reserved_delta > 0 and settled_delta = 0
        when 'settle' then reserved_delta = -settled_delta and settled_delta <> 0
        else least(reserved_delta, settled_delta) < 0 and greatest(reserved_delta, settled_delta) = 0 end)
);
--> statement-breakpoint
CREATE TABLE "trade_decisions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"principal_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"trade_id" uuid,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"supplier_id" uuid,
	"category" text,
	"outcome" text NOT NULL,
	"code" text,
	"checks" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"expires_at" timestamp with time zone,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "trade_decisions_key" UNIQUE("tenant_id","principal_id","idempotency_key"),
	CONSTRAINT "trade_decisions_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "trade_decisions_outcome_check" CHECK (outcome in ('reserved', 'awaiting_approval', 'refused')),
	CONSTRAINT "trade_decisions_refused_check" CHECK ((outcome = 'refused') = (code is not null))
);
--> statement-breakpoint
CREATE TABLE "trades" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"approved_by" uuid,
	"instrument_kind" text NOT NULL,
	"instrument_id" text NOT NULL,
	"supplier_id" uuid,
	"category" text,
	"quantity" integer NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"adapter" text NOT NULL,
	"external_ref" text,
	"reserved" bigint NOT NULL,
	"settled" bigint DEFAULT 0 NOT NULL,
	"request_id" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trades_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "trades_status_check" CHECK (status in ('awaiting_approval', 'reserved', 'executing', 'unknown', 'placed', 'settled', 'failed', 'cancelled', 'rejected', 'expired')),
	CONSTRAINT "trades_adapter_check" CHECK (adapter in ('paper')),
	CONSTRAINT "trades_amount_check" CHECK (amount > 0 and quantity > 0),
	CONSTRAINT "trades_held_check" CHECK (reserved >= 0 and settled >= 0 and reserved + settled <= amount),
	CONSTRAINT "trades_ended_check" CHECK (reserved = 0 or status in ('awaiting_approval', 'reserved', 'executing', 'unknown', 'placed'))
);
--> statement-breakpoint
ALTER TABLE "budget_counters" ADD CONSTRAINT "budget_counters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_counters" ADD CONSTRAINT "budget_counters_limit_fk" FOREIGN KEY ("tenant_id","limit_id") REFERENCES "public"."budget_limits"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD CONSTRAINT "budget_limits_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_limits" ADD CONSTRAINT "budget_limits_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_alerts" ADD CONSTRAINT "risk_alerts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_alerts" ADD CONSTRAINT "risk_alerts_acknowledged_by_users_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_stops" ADD CONSTRAINT "emergency_stops_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trading_state" ADD CONSTRAINT "trading_state_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trading_state" ADD CONSTRAINT "trading_state_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trading_state" ADD CONSTRAINT "trading_state_resume_requested_by_users_id_fk" FOREIGN KEY ("resume_requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_ledger" ADD CONSTRAINT "spending_ledger_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_ledger" ADD CONSTRAINT "spending_ledger_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_ledger" ADD CONSTRAINT "spending_ledger_trade_fk" FOREIGN KEY ("tenant_id","trade_id") REFERENCES "public"."trades"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_ledger" ADD CONSTRAINT "spending_ledger_decision_fk" FOREIGN KEY ("tenant_id","decision_id") REFERENCES "public"."trade_decisions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_decisions" ADD CONSTRAINT "trade_decisions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_decisions" ADD CONSTRAINT "trade_decisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_supplier_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."suppliers"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "risk_alerts_created_at_idx" ON "risk_alerts" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "emergency_stops_happened_at_idx" ON "emergency_stops" USING btree ("tenant_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "spending_ledger_trade_idx" ON "spending_ledger" USING btree ("tenant_id","trade_id","entry_no");--> statement-breakpoint
CREATE INDEX "spending_ledger_recorded_at_idx" ON "spending_ledger" USING btree ("tenant_id","recorded_at","id");--> statement-breakpoint
CREATE INDEX "trade_decisions_decided_at_idx" ON "trade_decisions" USING btree ("tenant_id","decided_at","id");--> statement-breakpoint
CREATE INDEX "trade_decisions_trade_idx" ON "trade_decisions" USING btree ("tenant_id","trade_id");--> statement-breakpoint
CREATE INDEX "trades_created_at_idx" ON "trades" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "trades_status_idx" ON "trades" USING btree ("tenant_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "trades_repeat_idx" ON "trades" USING btree ("tenant_id","instrument_kind","instrument_id","created_at");--> statement-breakpoint
CREATE INDEX "trades_expires_at_idx" ON "trades" USING btree ("expires_at") WHERE status in ('awaiting_approval', 'reserved');--> statement-breakpoint
CREATE INDEX "trades_to_place_idx" ON "trades" USING btree ("created_at") WHERE status in ('reserved', 'executing');