CREATE TABLE "doctor_reports" (
	"phase" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"errors" jsonb NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	CONSTRAINT "doctor_reports_phase_check" CHECK (phase in ('build', 'deploy', 'validate', 'complete')),
	CONSTRAINT "doctor_reports_status_check" CHECK (status in ('success', 'warning', 'error'))
);
--> statement-breakpoint
-- by hand
-- About the installation and not about a tenant: the operations that read it ask for a permission.
grant select, insert, update on doctor_reports to waybill_app;
