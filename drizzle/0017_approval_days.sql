ALTER TABLE "export_approvals" DROP CONSTRAINT "export_approvals_decision_check";--> statement-breakpoint
ALTER TABLE "export_governance" ADD COLUMN "approval_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "export_approvals" ADD CONSTRAINT "export_approvals_decision_check" CHECK (decision in ('approved', 'rejected', 'withdrawn', 'expired'));