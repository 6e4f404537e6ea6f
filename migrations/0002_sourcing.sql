CREATE TABLE `catalogue_items` (
	`id` text PRIMARY KEY NOT NULL,
	`supplier_id` text NOT NULL,
	`currency` text NOT NULL,
	`sku` text NOT NULL,
	`names` text NOT NULL,
	`also` text NOT NULL,
	`category` text NOT NULL,
	`pack_count` integer NOT NULL,
	`pack_size` integer NOT NULL,
	`pack_unit` text NOT NULL,
	`quantity_min` integer NOT NULL,
	`quantity_max` integer,
	`quantity_step` integer NOT NULL,
	`tiers` text NOT NULL,
	`price_version` integer NOT NULL,
	`per_unit_price` integer NOT NULL,
	`tax_bp` integer NOT NULL,
	`stock` integer,
	`lead_days` integer,
	`areas` text,
	`days` text,
	`valid_from` integer,
	`valid_until` integer,
	`photo` text,
	`is_active` integer NOT NULL,
	`hash` text NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_items_sku` ON `catalogue_items` (`supplier_id`,`sku`);--> statement-breakpoint
CREATE INDEX `catalogue_items_shelf` ON `catalogue_items` (`currency`,`category`,`id`);--> statement-breakpoint
CREATE TABLE `catalogue_prices` (
	`item_id` text NOT NULL,
	`price_version` integer NOT NULL,
	`tiers` text NOT NULL,
	`tax_bp` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`item_id`, `price_version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `favourites` (
	`vendor_id` text NOT NULL,
	`item_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`vendor_id`, `item_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `supplier_terms` (
	`supplier_id` text PRIMARY KEY NOT NULL,
	`min_order` integer NOT NULL,
	`lead_days` integer NOT NULL,
	`areas` text NOT NULL,
	`days` text NOT NULL,
	`cut_off_minutes` integer NOT NULL,
	`time_zone` text NOT NULL,
	`early_discount_bp` integer NOT NULL,
	`legal_name` text NOT NULL,
	`tax_id` text,
	`address` text NOT NULL,
	`country` text NOT NULL,
	`updated_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`supplier_id` text NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`told_version` integer NOT NULL,
	`pool_id` text,
	`delivery_day` integer NOT NULL,
	`total` integer NOT NULL,
	`ordered` integer NOT NULL,
	`arrived` integer,
	`delivered_day` integer,
	`placed_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`body` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `orders_supplier` ON `orders` (`supplier_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_supplier_state` ON `orders` (`supplier_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `orders_vendor` ON `orders` (`vendor_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_untold` ON `orders` (`id`) WHERE told_version < version;--> statement-breakpoint
CREATE TABLE `pools` (
	`id` text PRIMARY KEY NOT NULL,
	`supplier_id` text NOT NULL,
	`currency` text NOT NULL,
	`item_id` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`is_untold` integer NOT NULL,
	`body` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `pools_open` ON `pools` (`currency`,`state`,`closes_at`);--> statement-breakpoint
CREATE INDEX `pools_supplier` ON `pools` (`supplier_id`,`id`);--> statement-breakpoint
CREATE INDEX `pools_untold` ON `pools` (`id`) WHERE is_untold = 1;
--> statement-breakpoint
CREATE TRIGGER `catalogue_prices_no_update` BEFORE UPDATE ON `catalogue_prices`
BEGIN SELECT RAISE(ABORT, 'prices are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_prices_no_delete` BEFORE DELETE ON `catalogue_prices`
BEGIN SELECT RAISE(ABORT, 'prices are only added to'); END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_items_price_kept` AFTER UPDATE OF `price_version` ON `catalogue_items`
WHEN new.price_version <> old.price_version
BEGIN
	INSERT INTO `catalogue_prices` (item_id, price_version, tiers, tax_bp, at)
	VALUES (old.id, old.price_version, old.tiers, old.tax_bp, new.updated_at);
END;
