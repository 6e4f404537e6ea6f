CREATE TABLE `acquirer_credits` (
	`acquirer_id` text NOT NULL,
	`bank_txn_id` text NOT NULL,
	`body` text NOT NULL,
	`account` text NOT NULL,
	`reference` text,
	`vendor_id` text,
	`outcome` text,
	`payment` text,
	`booked_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`acquirer_id`, `bank_txn_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `acquirer_credits_received` ON `acquirer_credits` (`acquirer_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `acquirer_credits_vendor` ON `acquirer_credits` (`vendor_id`,`booked_at`);--> statement-breakpoint
CREATE INDEX `acquirer_credits_open` ON `acquirer_credits` (`received_at`) WHERE outcome IS NULL;--> statement-breakpoint
CREATE TABLE `acquirer_secrets` (
	`acquirer_id` text PRIMARY KEY NOT NULL,
	`secrets` text NOT NULL,
	`updated_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `receiving_accounts` (
	`key` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`account_id` text NOT NULL,
	`scheme` text NOT NULL,
	`currency` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `vendors` ADD `bank_accounts` text DEFAULT '[]' NOT NULL;