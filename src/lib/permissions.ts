/**
 * Who may do what. Closed by default: a permission names every role that has it. A dataset's own permission
 * comes on top of the export permissions.
 */

export const roles = ['super_admin', 'admin', 'manager', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What an API key may use of its user's permissions, as they are at the time. */
export const accessLevels = ['everything', 'read_only'] as const
export type AccessLevel = (typeof accessLevels)[number]

interface Grant {
  roles: readonly Role[]
  /** Whether it changes nothing, so that a read-only key has it. */
  reads?: boolean
}

const admins = ['super_admin', 'admin'] as const
const managers = [...admins, 'manager'] as const

const grants = {
  // A viewer sees and fetches only what was shared with them: the operations narrow the rows.
  'exports.read': { roles, reads: true },
  'exports.create': { roles: managers },
  'exports.execute': { roles: managers },
  'exports.update': { roles: managers },
  'exports.delete': { roles: managers },
  'exports.download': { roles, reads: true },
  'exports.templates.read': { roles: managers, reads: true },
  'exports.templates.create': { roles: managers },
  'exports.templates.update': { roles: managers },
  'exports.templates.delete': { roles: managers },
  'exports.schedules.read': { roles: admins, reads: true },
  'exports.schedules.create': { roles: admins },
  'exports.schedules.update': { roles: admins },
  'exports.schedules.delete': { roles: admins },
  // Whoever exports chooses among them; only admins see and change where they lead.
  'exports.destinations.read': { roles: managers, reads: true },
  'exports.destinations.manage': { roles: admins },
  'exports.analytics.read': { roles: admins, reads: true },
  'exports.governance.read': { roles: admins, reads: true },
  'exports.governance.update': { roles: admins },
  'exports.approve': { roles: admins },
  'exports.downloads.read': { roles: admins, reads: true },
  'audit.read': { roles: admins, reads: true },
  'deployment.read': { roles: admins, reads: true },
  'account.update': { roles },
  'members.read': { roles: admins, reads: true },
  'members.manage': { roles: admins },
  'api_keys.read': { roles: managers, reads: true },
  'api_keys.manage': { roles: managers },
  'datasets.read': { roles: managers, reads: true },
  'views.read': { roles, reads: true },
  'views.manage': { roles },
  'suppliers.read': { roles: managers, reads: true },
  'suppliers.write': { roles: managers },
  'suppliers.delete': { roles: admins },
  'scopes.read': { roles: managers, reads: true },
  'scopes.write': { roles: managers },
  'scopes.publish': { roles: admins },
  'clients.read': { roles: managers, reads: true },
  'clients.write': { roles: managers },
  'orders.read': { roles: managers, reads: true },
  'orders.write': { roles: managers },
  'orders.receive': { roles: managers },
  'orders.approve': { roles: admins },
  'rfps.read': { roles: managers, reads: true },
  'rfps.write': { roles: managers },
  'rfps.award': { roles: admins },
  'datasets.sales.read': { roles: managers, reads: true },
  'datasets.inventory.read': { roles: managers, reads: true },
  'datasets.customers.read': { roles: managers, reads: true },
  'datasets.staff.read': { roles: managers, reads: true },
  'datasets.financial.read': { roles: admins, reads: true },
  'datasets.marketing.read': { roles: managers, reads: true },
  'datasets.attendance.read': { roles: managers, reads: true },
  'datasets.payroll.read': { roles: admins, reads: true },
  'datasets.suppliers.read': { roles: managers, reads: true },
  'datasets.supplier_contacts.read': { roles: managers, reads: true },
  'datasets.supplier_items.read': { roles: managers, reads: true },
  'datasets.services.read': { roles: managers, reads: true },
  'datasets.clients.read': { roles: managers, reads: true },
  'datasets.purchase_orders.read': { roles: managers, reads: true },
  'datasets.purchase_order_lines.read': { roles: managers, reads: true },
  'datasets.deliveries.read': { roles: managers, reads: true },
  'datasets.delivery_lines.read': { roles: managers, reads: true },
  'datasets.supplier_scorecards.read': { roles: managers, reads: true },
  'datasets.reorder_suggestions.read': { roles: managers, reads: true },
  'datasets.sow.read': { roles: managers, reads: true },
  'datasets.client_sow.read': { roles: managers, reads: true },
  'datasets.rfp.read': { roles: managers, reads: true },
  'datasets.rfp_responses.read': { roles: managers, reads: true },
  'datasets.locations.read': { roles: managers, reads: true },
  'datasets.stock_movements.read': { roles: managers, reads: true },
  'datasets.reservations.read': { roles: managers, reads: true },
  'datasets.stock_counts.read': { roles: managers, reads: true },
  // A company's own tables: each dataset names the roles that may read it.
  'datasets.own.read': { roles: managers, reads: true },
  'sources.read': { roles: admins, reads: true },
  'sources.manage': { roles: admins },
  'inventory.read': { roles: managers, reads: true },
  'inventory.write': { roles: managers },
  'inventory.delete': { roles: admins },
  'stock.post': { roles: managers },
  'stock.count': { roles: managers },
  'locations.write': { roles: admins },
  // Managers act on what they requested themselves; anybody who spends may stop spending.
  'trading.read': { roles: managers, reads: true },
  'trading.create': { roles: managers },
  'trading.settle': { roles: managers },
  'trading.stop': { roles: managers },
  'trading.alerts.update': { roles: managers },
  'trading.approve': { roles: admins },
  'trading.limits.update': { roles: admins },
  'trading.resume': { roles: admins },
  'trading.strategies.update': { roles: admins },
  'datasets.trades.read': { roles: admins, reads: true },
  'datasets.trade_decisions.read': { roles: admins, reads: true },
  'datasets.spending_ledger.read': { roles: admins, reads: true },
  'datasets.budget_usage.read': { roles: admins, reads: true },
  'datasets.risk_alerts.read': { roles: admins, reads: true },
  'datasets.emergency_stops.read': { roles: admins, reads: true },
  'datasets.forecasts.read': { roles: managers, reads: true },
  'datasets.forecast_accuracy.read': { roles: managers, reads: true },
  'datasets.anomalies.read': { roles: managers, reads: true },
  'datasets.supplier_risk.read': { roles: managers, reads: true },
  'datasets.model_cards.read': { roles: managers, reads: true },
  'datasets.opportunities.read': { roles: managers, reads: true },
  'datasets.strategies.read': { roles: managers, reads: true },
  'datasets.content_items.read': { roles: managers, reads: true },
  'datasets.flows.read': { roles: managers, reads: true },
  'datasets.journeys.read': { roles: admins, reads: true },
  'datasets.step_events.read': { roles: admins, reads: true },
  'datasets.decisions.read': { roles: admins, reads: true },
  'datasets.experiment_results.read': { roles: managers, reads: true },
  'analytics.read': { roles: managers, reads: true },
  'analytics.manage': { roles: admins },
  // Facts of the database are of all companies: only whoever runs the installation sees them.
  'database.read': { roles: ['super_admin'], reads: true },
  'database.manage': { roles: ['super_admin'] },
  'datasets.query_stats.read': { roles: ['super_admin'], reads: true },
  'datasets.index_advice.read': { roles: ['super_admin'], reads: true },
  'datasets.health_history.read': { roles: ['super_admin'], reads: true },
  // Everybody learns; what is taught is decided by admins.
  'journeys.read': { roles, reads: true },
  'journeys.write': { roles },
  'onboarding.read': { roles: managers, reads: true },
  'onboarding.write': { roles: admins },
  'imports.run': { roles: managers },
  'imports.undo': { roles: admins },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof grants
export const permissions = Object.keys(grants) as Permission[]

/** The permissions of a role, narrowed to what an API key may use of them. */
export function permissionsOf(role: Role, access: AccessLevel = 'everything'): ReadonlySet<Permission> {
  return new Set(
    permissions.filter((permission) => {
      const grant: Grant = grants[permission]
      return grant.roles.includes(role) && (access === 'everything' || grant.reads === true)
    }),
  )
}

/** Admins act on everything of their tenant; everyone else on what is theirs or was shared with them. */
export function isAdmin(role: Role): boolean {
  return role === 'super_admin' || role === 'admin'
}
