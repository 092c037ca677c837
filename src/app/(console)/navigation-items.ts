import {
  IconAddressBook,
  IconAlertSquareRounded,
  IconBell,
  IconBuildingFactory2,
  IconBuildingWarehouse,
  IconCalendarRepeat,
  IconChartBar,
  IconChartDonut,
  IconChartLine,
  IconChecklist,
  IconDownload,
  IconFileImport,
  IconFileInvoice,
  IconFileText,
  IconGavel,
  IconHistory,
  IconHome,
  IconKey,
  IconMailQuestion,
  IconPackage,
  IconPackageExport,
  IconPlus,
  IconReceipt,
  IconSend,
  IconShieldCheck,
  IconShieldLock,
  IconSignature,
  IconStethoscope,
  IconTable,
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
  { group: 'Home', href: '/', label: 'Home', icon: IconHome },
  {
    group: 'Exports',
    href: '/exports',
    label: 'All exports',
    icon: IconPackageExport,
    permission: 'exports.read',
  },
  {
    group: 'Exports',
    href: '/exports/new',
    label: 'New export',
    icon: IconPlus,
    permission: 'exports.create',
  },
  { group: 'Data', href: '/data', label: 'All data', icon: IconTable, permission: 'datasets.read' },
  {
    group: 'Exports',
    href: '/exports/schedules',
    label: 'Schedules',
    icon: IconCalendarRepeat,
    permission: 'exports.schedules.read',
  },
  {
    group: 'Exports',
    href: '/exports/templates',
    label: 'Templates',
    icon: IconTemplate,
    permission: 'exports.templates.read',
  },
  {
    group: 'Exports',
    href: '/exports/statistics',
    label: 'Statistics',
    icon: IconChartBar,
    permission: 'exports.analytics.read',
  },
  {
    group: 'Exports',
    href: '/exports/approvals',
    label: 'Approvals',
    icon: IconChecklist,
    permission: 'exports.approve',
  },
  {
    group: 'Exports',
    href: '/exports/downloads',
    label: 'Downloads',
    icon: IconDownload,
    permission: 'exports.downloads.read',
  },
  {
    group: 'Exports',
    href: '/verify',
    label: 'Verify a file',
    icon: IconShieldCheck,
    permission: 'exports.read',
  },
  {
    group: 'Procurement',
    href: '/inventory',
    label: 'Inventory',
    icon: IconPackage,
    permission: 'inventory.read',
  },
  {
    group: 'Procurement',
    href: '/inventory/locations',
    label: 'Locations',
    icon: IconBuildingWarehouse,
    permission: 'inventory.read',
  },
  {
    group: 'Procurement',
    href: '/inventory/imports',
    label: 'Import',
    icon: IconFileImport,
    permission: 'imports.run',
  },
  {
    group: 'Procurement',
    href: '/data/purchase_orders',
    label: 'Purchase orders',
    icon: IconFileInvoice,
    permission: 'orders.read',
    covers: '/orders',
  },
  {
    group: 'Procurement',
    href: '/data/deliveries',
    label: 'Deliveries',
    icon: IconTruckDelivery,
    permission: 'orders.read',
    covers: '/deliveries',
  },
  {
    group: 'Procurement',
    href: '/data/suppliers',
    label: 'Suppliers',
    icon: IconBuildingFactory2,
    permission: 'suppliers.read',
    covers: '/suppliers',
  },
  {
    group: 'Procurement',
    href: '/suppliers/overview',
    label: 'Supplier overview',
    icon: IconChartDonut,
    permission: 'suppliers.read',
  },
  {
    group: 'Procurement',
    href: '/suppliers/discover',
    label: 'Find a supplier',
    icon: IconZoomCheck,
    permission: 'suppliers.read',
  },
  { group: 'Spend control', href: '/spend', label: 'Budgets', icon: IconWallet, permission: 'trading.read' },
  {
    group: 'Spend control',
    href: '/spend/trades',
    label: 'Trades',
    icon: IconReceipt,
    permission: 'trading.read',
  },
  {
    group: 'Spend control',
    href: '/spend/alerts',
    label: 'Alerts',
    icon: IconBell,
    permission: 'trading.read',
  },
  {
    group: 'Insights',
    href: '/insights/forecasts',
    label: 'Forecasts',
    icon: IconChartLine,
    permission: 'analytics.read',
  },
  {
    group: 'Insights',
    href: '/insights/anomalies',
    label: 'Anomalies',
    icon: IconAlertSquareRounded,
    permission: 'analytics.read',
  },
  {
    group: 'Procurement',
    href: '/data/sow',
    label: 'Scopes of work',
    icon: IconFileText,
    permission: 'scopes.read',
    covers: '/scopes',
  },
  {
    group: 'Procurement',
    href: '/scopes/services',
    label: 'Services',
    icon: IconTool,
    permission: 'scopes.read',
  },
  {
    group: 'Procurement',
    href: '/data/clients',
    label: 'Clients',
    icon: IconAddressBook,
    permission: 'clients.read',
    covers: '/clients',
  },
  {
    group: 'Procurement',
    href: '/data/client_sow',
    label: 'Client scopes',
    icon: IconSignature,
    permission: 'clients.read',
    covers: '/client-scopes',
  },
  {
    group: 'Procurement',
    href: '/data/rfp',
    label: 'Requests for proposal',
    icon: IconMailQuestion,
    permission: 'rfps.read',
    covers: '/rfps',
  },
  {
    group: 'Settings',
    href: '/settings/members',
    label: 'Members',
    icon: IconUsers,
    permission: 'members.manage',
  },
  {
    group: 'Settings',
    href: '/settings/api-keys',
    label: 'API keys',
    icon: IconKey,
    permission: 'api_keys.read',
  },
  {
    group: 'Settings',
    href: '/settings/governance',
    label: 'Governance',
    icon: IconGavel,
    permission: 'exports.governance.read',
  },
  {
    group: 'Settings',
    href: '/settings/destinations',
    label: 'Destinations',
    icon: IconSend,
    permission: 'exports.destinations.manage',
  },
  {
    group: 'Settings',
    href: '/settings/audit',
    label: 'Audit trail',
    icon: IconHistory,
    permission: 'audit.read',
  },
  {
    group: 'Settings',
    href: '/settings/deployment',
    label: 'Deployment',
    icon: IconStethoscope,
    permission: 'deployment.read',
  },
  { group: 'Settings', href: '/settings/password', label: 'Account', icon: IconShieldLock },
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
