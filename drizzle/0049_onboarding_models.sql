CREATE TABLE "onboarding_models" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"trained_on" integer NOT NULL,
	"features" text[] NOT NULL,
	"arms" jsonb NOT NULL,
	"validation" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "onboarding_models_number_key" UNIQUE("tenant_id","flow_id","number")
);
--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "policy" text DEFAULT 'thompson' NOT NULL;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "hold_out_percent" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "learns_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "is_held_out" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "onboarding_models" ADD CONSTRAINT "onboarding_models_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onboarding_models" ADD CONSTRAINT "onboarding_models_flow_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_open_idx" ON "decisions" USING btree ("created_at") WHERE reward is null;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_policy_check" CHECK (policy in ('fixed_order', 'linucb', 'thompson'));--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_hold_out_percent_check" CHECK (hold_out_percent between 1 and 50);--> statement-breakpoint
-- by hand
select protect_tenant_table('onboarding_models');
