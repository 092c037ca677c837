import type { Dataset } from '../definition/definition.ts'
import { auditTrail } from './audit-trail.ts'
import { financial } from './financial.ts'
import { anomalies } from './insights/anomalies.ts'
import { forecastAccuracy } from './insights/forecast-accuracy.ts'
import { forecasts } from './insights/forecasts.ts'
import { healthHistory } from './insights/health-history.ts'
import { indexAdvice } from './insights/index-advice.ts'
import { modelCards } from './insights/model-cards.ts'
import { queryStats } from './insights/query-stats.ts'
import { supplierRisk } from './insights/supplier-risk.ts'
import { contentItems } from './onboarding/content-items.ts'
import { decisions } from './onboarding/decisions.ts'
import { experimentResults } from './onboarding/experiment-results.ts'
import { flows } from './onboarding/flows.ts'
import { journeys } from './onboarding/journeys.ts'
import { stepEvents } from './onboarding/step-events.ts'
import { attendance } from './people/attendance.ts'
import { payroll } from './people/payroll.ts'
import { staff } from './people/staff.ts'
import { deliveries } from './procurement/deliveries.ts'
import { deliveryLines } from './procurement/delivery-lines.ts'
import { purchaseOrderLines } from './procurement/purchase-order-lines.ts'
import { purchaseOrders } from './procurement/purchase-orders.ts'
import { reorderSuggestions } from './procurement/reorder-suggestions.ts'
import { rfp } from './procurement/rfp.ts'
import { rfpResponses } from './procurement/rfp-responses.ts'
import { supplierContacts } from './procurement/supplier-contacts.ts'
import { supplierItems } from './procurement/supplier-items.ts'
import { supplierScorecards } from './procurement/supplier-scorecards.ts'
import { suppliers } from './procurement/suppliers.ts'
import { customers } from './sales/customers.ts'
import { marketing } from './sales/marketing.ts'
import { sales } from './sales/sales.ts'
import { clientSow } from './scopes/client-sow.ts'
import { clients } from './scopes/clients.ts'
import { services } from './scopes/services.ts'
import { sow } from './scopes/sow.ts'
import { budgetUsage } from './spend/budget-usage.ts'
import { emergencyStops } from './spend/emergency-stops.ts'
import { opportunities } from './spend/opportunities.ts'
import { riskAlerts } from './spend/risk-alerts.ts'
import { spendingLedger } from './spend/spending-ledger.ts'
import { strategies } from './spend/strategies.ts'
import { tradeDecisions } from './spend/trade-decisions.ts'
import { trades } from './spend/trades.ts'
import { inventory } from './stock/inventory.ts'
import { locations } from './stock/locations.ts'
import { reservations } from './stock/reservations.ts'
import { stockCounts } from './stock/stock-counts.ts'
import { stockMovements } from './stock/stock-movements.ts'

const spendDatasets = [trades, tradeDecisions, spendingLedger, budgetUsage, riskAlerts, emergencyStops]
const onboarding = [contentItems, flows, journeys, stepEvents, decisions, experimentResults]

/** Everything that can be exported; pages, API, forms and permissions follow from these values. */
export const datasets: readonly Dataset[] = [
  sales,
  inventory,
  customers,
  staff,
  financial,
  marketing,
  attendance,
  payroll,
  suppliers,
  supplierContacts,
  supplierItems,
  services,
  clients,
  purchaseOrders,
  purchaseOrderLines,
  deliveries,
  deliveryLines,
  supplierScorecards,
  reorderSuggestions,
  sow,
  clientSow,
  rfp,
  rfpResponses,
  locations,
  stockMovements,
  reservations,
  stockCounts,
  forecasts,
  forecastAccuracy,
  anomalies,
  supplierRisk,
  modelCards,
  queryStats,
  indexAdvice,
  healthHistory,
  opportunities,
  strategies,
  ...spendDatasets,
  ...onboarding,
  auditTrail,
]

const insights = [
  forecasts,
  forecastAccuracy,
  anomalies,
  supplierRisk,
  modelCards,
  queryStats,
  indexAdvice,
  healthHistory,
]
const proposals = [reorderSuggestions, opportunities, strategies]
const ownRecords = [auditTrail, ...insights, ...proposals, ...spendDatasets, ...onboarding]

/** The company's own records; the others grow with whatever Waybill does. */
export const companyDatasets = datasets.filter((dataset) => !ownRecords.includes(dataset))

export function findDataset(key: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.key === key)
}
