import { describe, expect, it } from 'vitest'
import { companyDatasets } from '#src/features/datasets/catalog/index.ts'
import { isAdmin, permissions, permissionsOf, roles } from '#src/lib/permissions.ts'
import { filesBelow, read } from './project.ts'

/** Who may do what, written out: a change of rights is a change of this table. */
const matrix = `
                          super_admin admin manager viewer
  exports.read            yes         yes   yes     yes
  exports.create          yes         yes   yes     no
  exports.execute         yes         yes   yes     no
  exports.update          yes         yes   yes     no
  exports.delete          yes         yes   yes     no
  exports.download        yes         yes   yes     yes
  exports.templates.read    yes       yes   yes     no
  exports.templates.create  yes       yes   yes     no
  exports.templates.update  yes       yes   yes     no
  exports.templates.delete  yes       yes   yes     no
  exports.schedules.read    yes       yes   no      no
  exports.schedules.create  yes       yes   no      no
  exports.schedules.update  yes       yes   no      no
  exports.schedules.delete  yes       yes   no      no
  exports.destinations.read   yes     yes   yes     no
  exports.destinations.manage yes     yes   no      no
  exports.analytics.read    yes       yes   no      no
  exports.governance.read   yes       yes   no      no
  exports.governance.update yes       yes   no      no
  exports.approve           yes       yes   no      no
  exports.downloads.read    yes       yes   no      no
  audit.read                yes       yes   no      no
  deployment.read           yes       yes   no      no
  account.update          yes         yes   yes     yes
  members.read            yes         yes   no      no
  members.manage          yes         yes   no      no
  api_keys.read           yes         yes   yes     no
  api_keys.manage         yes         yes   yes     no
  datasets.read           yes         yes   yes     no
  views.read              yes         yes   yes     yes
  views.manage            yes         yes   yes     yes
  suppliers.read          yes         yes   yes     no
  suppliers.write         yes         yes   yes     no
  suppliers.delete        yes         yes   no      no
  scopes.read             yes         yes   yes     no
  scopes.write            yes         yes   yes     no
  scopes.publish          yes         yes   no      no
  clients.read            yes         yes   yes     no
  clients.write           yes         yes   yes     no
  orders.read             yes         yes   yes     no
  orders.write            yes         yes   yes     no
  orders.receive          yes         yes   yes     no
  orders.approve          yes         yes   no      no
  rfps.read               yes         yes   yes     no
  rfps.write              yes         yes   yes     no
  rfps.award              yes         yes   no      no
  datasets.sales.read       yes       yes   yes     no
  datasets.inventory.read   yes       yes   yes     no
  datasets.customers.read   yes       yes   yes     no
  datasets.staff.read       yes       yes   yes     no
  datasets.financial.read   yes       yes   no      no
  datasets.marketing.read   yes       yes   yes     no
  datasets.attendance.read  yes       yes   yes     no
  datasets.payroll.read     yes       yes   no      no
  datasets.suppliers.read   yes       yes   yes     no
  datasets.supplier_contacts.read yes yes   yes     no
  datasets.supplier_items.read    yes yes   yes     no
  datasets.services.read    yes       yes   yes     no
  datasets.clients.read     yes       yes   yes     no
  datasets.purchase_orders.read   yes yes   yes     no
  datasets.purchase_order_lines.read yes yes yes    no
  datasets.deliveries.read  yes       yes   yes     no
  datasets.delivery_lines.read yes    yes   yes     no
  datasets.supplier_scorecards.read yes yes yes     no
  datasets.reorder_suggestions.read yes yes yes     no
  datasets.sow.read         yes       yes   yes     no
  datasets.client_sow.read  yes       yes   yes     no
  datasets.rfp.read         yes       yes   yes     no
  datasets.rfp_responses.read yes     yes   yes     no
  datasets.locations.read   yes       yes   yes     no
  datasets.stock_movements.read yes   yes   yes     no
  datasets.reservations.read yes      yes   yes     no
  datasets.stock_counts.read yes      yes   yes     no
  datasets.own.read         yes       yes   yes     no
  sources.read              yes       yes   no      no
  sources.manage            yes       yes   no      no
  inventory.read            yes       yes   yes     no
  inventory.write           yes       yes   yes     no
  inventory.delete          yes       yes   no      no
  stock.post                yes       yes   yes     no
  stock.count               yes       yes   yes     no
  locations.write           yes       yes   no      no
  trading.read              yes       yes   yes     no
  trading.create            yes       yes   yes     no
  trading.settle            yes       yes   yes     no
  trading.stop              yes       yes   yes     no
  trading.alerts.update     yes       yes   yes     no
  trading.approve           yes       yes   no      no
  trading.limits.update     yes       yes   no      no
  trading.resume            yes       yes   no      no
  trading.strategies.update yes       yes   no      no
  datasets.trades.read      yes       yes   no      no
  datasets.trade_decisions.read yes       yes   no      no
  datasets.spending_ledger.read yes       yes   no      no
  datasets.budget_usage.read yes       yes   no      no
  datasets.risk_alerts.read yes       yes   no      no
  datasets.emergency_stops.read yes       yes   no      no
  datasets.forecasts.read   yes       yes   yes     no
  datasets.forecast_accuracy.read yes yes   yes     no
  datasets.anomalies.read   yes       yes   yes     no
  datasets.supplier_risk.read yes     yes   yes     no
  datasets.model_cards.read yes       yes   yes     no
  datasets.opportunities.read yes     yes   yes     no
  datasets.strategies.read  yes       yes   yes     no
  datasets.content_items.read yes     yes   yes     no
  datasets.flows.read       yes       yes   yes     no
  datasets.journeys.read    yes       yes   no      no
  datasets.step_events.read yes       yes   no      no
  datasets.decisions.read   yes       yes   no      no
  datasets.experiment_results.read yes yes  yes     no
  analytics.read            yes       yes   yes     no
  analytics.manage          yes       yes   no      no
  database.read            yes         no    no      no
  database.manage          yes         no    no      no
  datasets.query_stats.read yes       no    no      no
  datasets.index_advice.read yes      no    no      no
  datasets.health_history.read yes    no    no      no
  journeys.read             yes       yes   yes     yes
  journeys.write            yes       yes   yes     yes
  onboarding.read           yes       yes   yes     no
  onboarding.write          yes       yes   no      no
  imports.run               yes       yes   yes     no
  imports.undo              yes       yes   no      no
`

function asTable(): string[][] {
  const rows = permissions.map((permission) => [
    permission,
    ...roles.map((role) => (permissionsOf(role).has(permission) ? 'yes' : 'no')),
  ])
  return [[...roles], ...rows]
}

describe('permissions', () => {
  it('are what the table says, for every role', () => {
    const expected = matrix
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
    expect(asTable()).toEqual(expected)
  })

  it('of a read-only API key are those of its role whose names end in read, and downloading', () => {
    const onlyReads = /\.read$|^exports\.download$/
    for (const role of roles) {
      const own = [...permissionsOf(role)]
      expect([...permissionsOf(role, 'everything')]).toEqual(own)
      expect([...permissionsOf(role, 'read_only')]).toEqual(own.filter((one) => onlyReads.test(one)))
    }
  })

  it('let only admins act for others', () => {
    expect(roles.filter(isAdmin)).toEqual(['super_admin', 'admin'])
  })

  it('are each asked for by an operation or a dataset, and every dataset asks for its own', () => {
    const sources = filesBelow(['src/features'], /\.ts$/).filter((file) => !file.endsWith('.test.ts'))
    const text = sources.map(read).join('\n')
    const unused = permissions.filter((permission) => !text.includes(`'${permission}'`))
    expect(unused.filter((permission) => !reserved.includes(permission))).toEqual([])
    for (const { key, permission } of companyDatasets) expect(permission).toBe(`datasets.${key}.read`)
  })
})

/** Part of the published matrix, for operations that are still to come. */
const reserved = permissions.filter((permission) => /^exports\.update/.test(permission))
