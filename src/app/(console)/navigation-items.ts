import {
  IconAddressBook,
  IconAdjustments,
  IconAlertSquareRounded,
  IconBell,
  IconBrain,
  IconBuildingFactory2,
  IconBuildingWarehouse,
  IconCalendarRepeat,
  IconChartBar,
  IconChartDonut,
  IconChartLine,
  IconChecklist,
  IconClipboardList,
  IconDatabase,
  IconDatabaseCog,
  IconDownload,
  IconFileImport,
  IconFileInvoice,
  IconFileText,
  IconGauge,
  IconGavel,
  IconHistory,
  IconHome,
  IconKey,
  IconMailQuestion,
  IconPackage,
  IconPackageExport,
  IconPlus,
  IconReceipt,
  IconRoute,
  IconSchool,
  IconSend,
  IconShieldCheck,
  IconShieldLock,
  IconShoppingCart,
  IconSignature,
  IconStethoscope,
  IconTable,
  IconTargetArrow,
  IconTemplate,
  IconTool,
  IconTruckDelivery,
  IconUsers,
  IconWallet,
  IconZoomCheck,
} from '@tabler/icons-react'
import type { Permission } from '#src/lib/permissions.ts'

/** The groups of the navigation, in order. A group without a permitted page is not shown. */
export const navigationGroups = [
  'Home',
  'Exports',
  'Data',
  'Procurement',
  'Insights',
  'Spend control',
  'Settings',
] as const

export interface NavigationItem {
  group: (typeof navigationGroups)[number]
  href: string
  label: string
  icon: typeof IconKey
  /** Who may open the page; everybody who is signed in where it is absent. */
  permission?: Permission
  /** Where pages that belong to it lie, when that is not below it. */
  covers?: string
}

/** Every page of the navigation and of the command palette. A new page is one line here. */
export const navigationItems: readonly NavigationItem[] = [
  page('Home', '/', 'Home', IconHome),
  page('Exports', '/exports', 'All exports', IconPackageExport, 'exports.read'),
  page('Exports', '/exports/new', 'New export', IconPlus, 'exports.create'),
  page('Data', '/data', 'All data', IconTable, 'datasets.read'),
  page('Data', '/data/sources', 'Sources', IconDatabase, 'sources.manage'),
  page('Exports', '/exports/schedules', 'Schedules', IconCalendarRepeat, 'exports.schedules.read'),
  page('Exports', '/exports/templates', 'Templates', IconTemplate, 'exports.templates.read'),
  page('Exports', '/exports/statistics', 'Statistics', IconChartBar, 'exports.analytics.read'),
  page('Exports', '/exports/approvals', 'Approvals', IconChecklist, 'exports.approve'),
  page('Exports', '/exports/downloads', 'Downloads', IconDownload, 'exports.downloads.read'),
  page('Exports', '/verify', 'Verify a file', IconShieldCheck, 'exports.read'),
  page('Procurement', '/inventory', 'Inventory', IconPackage, 'inventory.read'),
  page('Procurement', '/inventory/locations', 'Locations', IconBuildingWarehouse, 'inventory.read'),
  page('Procurement', '/inventory/counts', 'Stock counts', IconClipboardList, 'inventory.read'),
  page('Procurement', '/inventory/imports', 'Import', IconFileImport, 'imports.run'),
  page('Procurement', '/reorder', 'Reorder', IconShoppingCart, 'orders.read'),
  page('Procurement', '/data/purchase_orders', 'Purchase orders', IconFileInvoice, 'orders.read', '/orders'),
  page('Procurement', '/data/deliveries', 'Deliveries', IconTruckDelivery, 'orders.read', '/deliveries'),
  page('Procurement', '/data/suppliers', 'Suppliers', IconBuildingFactory2, 'suppliers.read', '/suppliers'),
  page('Procurement', '/suppliers/overview', 'Supplier overview', IconChartDonut, 'suppliers.read'),
  page('Procurement', '/suppliers/discover', 'Find a supplier', IconZoomCheck, 'suppliers.read'),
  page('Spend control', '/spend', 'Budgets', IconWallet, 'trading.read'),
  page('Spend control', '/spend/opportunities', 'Opportunities', IconTargetArrow, 'trading.read'),
  page('Spend control', '/spend/trades', 'Trades', IconReceipt, 'trading.read'),
  page('Spend control', '/spend/strategies', 'Strategies', IconRoute, 'trading.read'),
  page('Spend control', '/spend/alerts', 'Alerts', IconBell, 'trading.read'),
  page('Insights', '/insights/forecasts', 'Forecasts', IconChartLine, 'analytics.read'),
  page('Insights', '/insights/anomalies', 'Anomalies', IconAlertSquareRounded, 'analytics.read'),
  page('Insights', '/insights/suppliers', 'Supplier performance', IconGauge, 'analytics.read'),
  page('Insights', '/insights/models', 'Models', IconBrain, 'analytics.read'),
  page('Insights', '/insights/database', 'Database', IconDatabaseCog, 'database.read'),
  page('Procurement', '/data/sow', 'Scopes of work', IconFileText, 'scopes.read', '/scopes'),
  page('Procurement', '/scopes/services', 'Services', IconTool, 'scopes.read'),
  page('Procurement', '/data/clients', 'Clients', IconAddressBook, 'clients.read', '/clients'),
  page('Procurement', '/data/client_sow', 'Client scopes', IconSignature, 'clients.read', '/client-scopes'),
  page('Procurement', '/data/rfp', 'Requests for proposal', IconMailQuestion, 'rfps.read', '/rfps'),
  page('Settings', '/settings/members', 'Members', IconUsers, 'members.manage'),
  page('Settings', '/settings/api-keys', 'API keys', IconKey, 'api_keys.read'),
  page('Settings', '/settings/governance', 'Governance', IconGavel, 'exports.governance.read'),
  page('Settings', '/settings/purchasing', 'Purchasing', IconAdjustments, 'orders.approve'),
  page('Settings', '/settings/destinations', 'Destinations', IconSend, 'exports.destinations.manage'),
  page('Settings', '/settings/onboarding', 'Onboarding', IconSchool, 'onboarding.read'),
  page('Settings', '/settings/audit', 'Audit trail', IconHistory, 'audit.read'),
  page('Settings', '/settings/deployment', 'Deployment', IconStethoscope, 'deployment.read'),
  page('Settings', '/settings/password', 'Account', IconShieldLock),
]

/** The items that somebody with these permissions may open. */
export function permittedItems(permissions: readonly Permission[]): NavigationItem[] {
  const held = new Set(permissions)
  return navigationItems.filter(({ permission }) => permission === undefined || held.has(permission))
}

/** The item that a path belongs to: the one with the longest address that the path lies at or below. */
export function currentItem(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  const isBelow = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  return items
    .flatMap((item) => [item.href, item.covers ?? item.href].map((href) => ({ item, href })))
    .filter(({ href }) => isBelow(href))
    .sort((a, b) => b.href.length - a.href.length)[0]?.item
}

function page(
  group: NavigationItem['group'],
  href: string,
  label: string,
  icon: NavigationItem['icon'],
  permission?: Permission,
  covers?: string,
): NavigationItem {
  return { group, href, label, icon, ...(permission && { permission }), ...(covers && { covers }) }
}
