CREATE TABLE `credit_appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`code` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	`resolved_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `credit_appeals_vendor` ON `credit_appeals` (`vendor_id`,`id`);--> statement-breakpoint
CREATE INDEX `credit_appeals_state` ON `credit_appeals` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `credit_consents` (
	`vendor_id` text NOT NULL,
	`lender_id` text NOT NULL,
	`granted_at` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`vendor_id`, `lender_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credit_decisions` (
	`vendor_id` text NOT NULL,
	`as_of_day` integer NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`model_version` text NOT NULL,
	`input_hash` text NOT NULL,
	`headroom` integer NOT NULL,
	`body` text NOT NULL,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`vendor_id`, `as_of_day`, `policy_id`, `policy_version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credit_draws` (
	`id` text PRIMARY KEY NOT NULL,
	`lender_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`line_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`band` text NOT NULL,
	`day` integer NOT NULL,
	`principal` integer NOT NULL,
	`fee` integer NOT NULL,
	`repaid` integer NOT NULL,
	`rebated` integer NOT NULL,
	`written_off` integer NOT NULL,
	`remaining` integer NOT NULL,
	`principal_out` integer NOT NULL,
	`expected_days` integer NOT NULL,
	`supplier_id` text,
	`reference` text,
	`state` text NOT NULL,
	`closed_day` integer,
	`seq` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `credit_draws_lender` ON `credit_draws` (`lender_id`,`id`);--> statement-breakpoint
CREATE TABLE `credit_inputs` (
	`vendor_id` text NOT NULL,
	`as_of_day` integer NOT NULL,
	`hash` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`vendor_id`, `as_of_day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credit_offers` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`lender_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`as_of_day` integer NOT NULL,
	`state` text NOT NULL,
	`amount` integer NOT NULL,
	`terms` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`seen_at` integer,
	`ended_at` integer,
	`reason` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `credit_offers_vendor` ON `credit_offers` (`vendor_id`,`state`);--> statement-breakpoint
CREATE TABLE `credit_reads` (
	`vendor_id` text NOT NULL,
	`at` integer NOT NULL,
	`request_id` text NOT NULL,
	`lender_id` text NOT NULL,
	`what` text NOT NULL,
	PRIMARY KEY(`vendor_id`, `at`, `request_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credit_refreshes` (
	`vendor_id` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`as_of_day` integer,
	`from_seq` integer NOT NULL,
	`first_sale_day` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `credit_refreshes_due` ON `credit_refreshes` (`due_at`,`vendor_id`);--> statement-breakpoint
CREATE TABLE `entry_tags` (
	`vendor_id` text NOT NULL,
	`seq` integer NOT NULL,
	`tag` text NOT NULL,
	`tagged_at` integer NOT NULL,
	PRIMARY KEY(`vendor_id`, `seq`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `lending_policies` (
	`policy_id` text NOT NULL,
	`version` integer NOT NULL,
	`lender_id` text NOT NULL,
	`currency` text NOT NULL,
	`valid_from_day` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`policy_id`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `vendor_days` (
	`vendor_id` text NOT NULL,
	`day` integer NOT NULL,
	`sales` integer NOT NULL,
	`payments` integer NOT NULL,
	PRIMARY KEY(`vendor_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `vendor_edges` (
	`vendor_id` text NOT NULL,
	`payer_vendor_id` text NOT NULL,
	`day` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`vendor_id`, `payer_vendor_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`partner_id` text NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`last_answer` text,
	`created_at` integer NOT NULL,
	`delivered_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_partner` ON `webhook_deliveries` (`partner_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`partner_id` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `webhook_endpoints_partner` ON `webhook_endpoints` (`partner_id`,`id`);
--> statement-breakpoint
CREATE TRIGGER `lending_policies_no_update` BEFORE UPDATE ON `lending_policies`
BEGIN SELECT RAISE(ABORT, 'a policy is only added to by versions'); END;
--> statement-breakpoint
CREATE TRIGGER `lending_policies_no_delete` BEFORE DELETE ON `lending_policies`
BEGIN SELECT RAISE(ABORT, 'a policy is only added to by versions'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_inputs_no_update` BEFORE UPDATE ON `credit_inputs`
BEGIN SELECT RAISE(ABORT, 'what a decision was made from is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_inputs_no_delete` BEFORE DELETE ON `credit_inputs`
BEGIN SELECT RAISE(ABORT, 'what a decision was made from is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_decisions_no_update` BEFORE UPDATE ON `credit_decisions`
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_decisions_no_delete` BEFORE DELETE ON `credit_decisions`
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_reads_no_update` BEFORE UPDATE ON `credit_reads`
BEGIN SELECT RAISE(ABORT, 'the log of reads is only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_reads_no_delete` BEFORE DELETE ON `credit_reads`
BEGIN SELECT RAISE(ABORT, 'the log of reads is only added to'); END;
