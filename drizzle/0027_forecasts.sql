CREATE TABLE "forecast_points" (
	"tenant_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"starts_on" date NOT NULL,
	"mean" double precision NOT NULL,
	"lower_80" double precision NOT NULL,
	"upper_80" double precision NOT NULL,
	"lower_95" double precision NOT NULL,
	"upper_95" double precision NOT NULL,
	"lower_99" double precision NOT NULL,
	"upper_99" double precision NOT NULL,
	"actual" double precision,
	CONSTRAINT "forecast_points_pkey" PRIMARY KEY("tenant_id","series_id","step")
);
--> statement-breakpoint
CREATE TABLE "forecast_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"dataset" text NOT NULL,
	"measure" text NOT NULL,
	"keys" text[] NOT NULL,
	"grain" text NOT NULL,
	"filters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"filters_in_words" text[] DEFAULT '{}' NOT NULL,
	"horizon" integer NOT NULL,
	"series_limit" integer NOT NULL,
	"seed" integer NOT NULL,
	"time_zone" text NOT NULL,
	"as_of" date NOT NULL,
	"created_by" uuid,
	"api_key_id" uuid,
	"request_id" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"phase" text,
	"progress_percentage" integer DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"worker_id" uuid,
	"heartbeat_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"data_hash" text,
	"series_count" integer,
	"series_left_out" integer,
	"starts_on" date,
	"ends_before" date,
	"periods_scored" integer DEFAULT 0 NOT NULL,
	"mase" double precision,
	"smape" double precision,
	"bias" double precision,
	"coverage_80" double precision,
	"coverage_95" double precision,
	"score_on" date,
	CONSTRAINT "forecast_runs_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "forecast_runs_status_check" CHECK (status in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "forecast_runs_grain_check" CHECK (grain in ('day', 'week', 'month', 'quarter'))
);
--> statement-breakpoint
CREATE TABLE "forecast_series" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"key_values" text[] NOT NULL,
	"item_id" uuid,
	"history_from" date NOT NULL,
	"history" double precision[] NOT NULL,
	"method" text NOT NULL,
	"why" text NOT NULL,
	"backtest_smape" double precision,
	"backtest_mase" double precision,
	"scale" double precision NOT NULL,
	"periods_scored" integer DEFAULT 0 NOT NULL,
	"mase" double precision,
	"smape" double precision,
	"bias" double precision,
	"coverage_80" double precision,
	"coverage_95" double precision,
	CONSTRAINT "forecast_series_tenant_id_id_key" UNIQUE("tenant_id","id"),
	CONSTRAINT "forecast_series_position_key" UNIQUE("tenant_id","run_id","position")
);
--> statement-breakpoint
ALTER TABLE "forecast_points" ADD CONSTRAINT "forecast_points_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_points" ADD CONSTRAINT "forecast_points_series_fk" FOREIGN KEY ("tenant_id","series_id") REFERENCES "public"."forecast_series"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_runs" ADD CONSTRAINT "forecast_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_runs" ADD CONSTRAINT "forecast_runs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_series" ADD CONSTRAINT "forecast_series_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_series" ADD CONSTRAINT "forecast_series_run_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."forecast_runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forecast_runs_created_at_idx" ON "forecast_runs" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "forecast_runs_unfinished_idx" ON "forecast_runs" USING btree ("status") WHERE status in ('pending', 'processing');--> statement-breakpoint
CREATE INDEX "forecast_runs_score_on_idx" ON "forecast_runs" USING btree ("score_on") WHERE score_on is not null;--> statement-breakpoint
CREATE INDEX "forecast_series_item_idx" ON "forecast_series" USING btree ("tenant_id","item_id","id") WHERE item_id is not null;--> statement-breakpoint
-- by hand
select protect_tenant_table(name::regclass) from unnest(array[
  'forecast_runs', 'forecast_series', 'forecast_points'
]) name;
