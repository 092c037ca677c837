CREATE TABLE "late_predictions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"promised_on" date NOT NULL,
	"as_of" date NOT NULL,
	"basis" text NOT NULL,
	"model_id" uuid,
	"probability" numeric(6, 5) NOT NULL,
	"days_late" integer,
	"days_late_low" integer,
	"days_late_high" integer,
	"reasons" jsonb NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"is_first" boolean NOT NULL,
	"is_late" boolean,
	"known_on" date,
	"actual_days_late" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "late_predictions_basis_check" CHECK (basis in ('model', 'history', 'prior')),
	CONSTRAINT "late_predictions_model_check" CHECK ((basis = 'model') = (model_id is not null)),
	CONSTRAINT "late_predictions_probability_check" CHECK (probability between 0 and 1),
	CONSTRAINT "late_predictions_outcome_check" CHECK ((is_late is null) = (known_on is null))
);
--> statement-breakpoint
CREATE TABLE "lateness_upkeep" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"scored_on" date,
	"scored_at" timestamp with time zone,
	"lines_known" integer DEFAULT 0 NOT NULL,
	"lines_late" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"trigger" text NOT NULL,
	"requested_by" uuid,
	"request_id" text NOT NULL,
	"as_of" date NOT NULL,
	"seed" integer NOT NULL,
	"code_version" text NOT NULL,
	"phase" text,
	"progress_percentage" integer DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"worker_id" uuid,
	"heartbeat_at" timestamp with time zone,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"data_from" date,
	"data_to" date,
	"data_hash" text,
	"lines_known" integer,
	"lines_late" integer,
	"features" text[],
	"limits" text[],
	"compared_with" uuid,
	"verdict" text,
	"reason" text,
	"tested" jsonb,
	"learned" text,
	"activated_at" timestamp with time zone,
	"activated_by" uuid,
	CONSTRAINT "models_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "models_kind_check" CHECK (kind in ('lateness')),
	CONSTRAINT "models_status_check" CHECK (status in ('pending', 'training', 'candidate', 'active', 'retired', 'refused', 'failed')),
	CONSTRAINT "models_trigger_check" CHECK (trigger in ('first', 'monthly', 'drift', 'command'))
);
--> statement-breakpoint
ALTER TABLE "late_predictions" ADD CONSTRAINT "late_predictions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_predictions" ADD CONSTRAINT "late_predictions_line_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."purchase_order_lines"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_predictions" ADD CONSTRAINT "late_predictions_model_fk" FOREIGN KEY ("tenant_id","model_id") REFERENCES "public"."models"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lateness_upkeep" ADD CONSTRAINT "lateness_upkeep_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_activated_by_users_id_fk" FOREIGN KEY ("activated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "late_predictions_current_key" ON "late_predictions" USING btree ("tenant_id","order_line_id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "late_predictions_line_idx" ON "late_predictions" USING btree ("tenant_id","order_line_id","id");--> statement-breakpoint
CREATE INDEX "late_predictions_risk_idx" ON "late_predictions" USING btree ("tenant_id","probability","id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "late_predictions_supplier_idx" ON "late_predictions" USING btree ("tenant_id","supplier_id","probability","id") WHERE is_current;--> statement-breakpoint
CREATE INDEX "late_predictions_order_idx" ON "late_predictions" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "late_predictions_outcome_idx" ON "late_predictions" USING btree ("tenant_id","model_id","known_on") WHERE is_first and is_late is not null;--> statement-breakpoint
CREATE INDEX "late_predictions_unarrived_idx" ON "late_predictions" USING btree ("tenant_id","order_line_id") WHERE actual_days_late is null;--> statement-breakpoint
CREATE UNIQUE INDEX "models_number_key" ON "models" USING btree ("tenant_id","kind","number");--> statement-breakpoint
CREATE UNIQUE INDEX "models_active_key" ON "models" USING btree ("tenant_id","kind") WHERE status = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "models_unfinished_key" ON "models" USING btree ("tenant_id","kind") WHERE status in ('pending', 'training');--> statement-breakpoint
CREATE INDEX "models_training_idx" ON "models" USING btree ("status") WHERE status = 'training';--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array['models', 'late_predictions', 'lateness_upkeep']) name;
-- What was said, and what said it, stays.
revoke delete on models, late_predictions from waybill_app, waybill_system;
