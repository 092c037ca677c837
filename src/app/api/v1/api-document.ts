import { describeApi } from '#src/lib/http/openapi.ts'
import { fastbreakPaths } from '../fastbreak/fastbreak-paths.ts'
import { onboardingPaths } from '../smart-onboarding/onboarding-paths.ts'
import { inventoryPaths } from '../v2/inventory-paths.ts'
import * as supplierContacts from '../v3/suppliers/[id]/contacts/route.ts'
import * as supplierItems from '../v3/suppliers/[id]/items/route.ts'
import * as supplierPerformance from '../v3/suppliers/[id]/performance/route.ts'
import * as oneSupplier from '../v3/suppliers/[id]/route.ts'
import * as discoverSuppliers from '../v3/suppliers/discover/route.ts'
import * as exportSuppliers from '../v3/suppliers/export/route.ts'
import * as supplierMetrics from '../v3/suppliers/metrics/route.ts'
import * as suppliers from '../v3/suppliers/route.ts'
import { analyticsPaths } from './analytics-paths.ts'
import * as oneKey from './api-keys/[id]/route.ts'
import * as apiKeys from './api-keys/route.ts'
import * as audit from './audit/route.ts'
import * as datasetDrift from './datasets/[key]/drift/route.ts'
import * as datasetPreview from './datasets/[key]/preview/route.ts'
import * as datasetRepair from './datasets/[key]/repair/route.ts'
import * as oneDataset from './datasets/[key]/route.ts'
import * as rows from './datasets/[key]/rows/route.ts'
import * as sums from './datasets/[key]/sums/route.ts'
import * as values from './datasets/[key]/values/route.ts'
import * as draftPreview from './datasets/preview/route.ts'
import * as datasets from './datasets/route.ts'
import * as datasetSizes from './datasets/sizes/route.ts'
import * as deployment from './deployment/route.ts'
import * as again from './exports/[id]/again/route.ts'
import * as approve from './exports/[id]/approve/route.ts'
import * as cancel from './exports/[id]/cancel/route.ts'
import * as comparison from './exports/[id]/comparison/route.ts'
import * as retryDelivery from './exports/[id]/deliveries/[delivery]/retry/route.ts'
import * as deliveries from './exports/[id]/deliveries/route.ts'
import * as download from './exports/[id]/download/route.ts'
import * as events from './exports/[id]/events/route.ts'
import * as formats from './exports/[id]/formats/route.ts'
import * as manifest from './exports/[id]/manifest/route.ts'
import * as reject from './exports/[id]/reject/route.ts'
import * as retry from './exports/[id]/retry/route.ts'
import * as one from './exports/[id]/route.ts'
import * as share from './exports/[id]/share/route.ts'
import * as unshare from './exports/[id]/unshare/route.ts'
import * as verify from './exports/[id]/verify/route.ts'
import * as dismissal from './exports/alerts/[id]/dismiss/route.ts'
import * as alerts from './exports/alerts/route.ts'
import * as analytics from './exports/analytics/route.ts'
import * as approvals from './exports/approvals/route.ts'
import * as archive from './exports/archive/route.ts'
import * as bulk from './exports/bulk/route.ts'
import * as oneDestination from './exports/destinations/[id]/route.ts'
import * as testDestination from './exports/destinations/[id]/test/route.ts'
import * as destinations from './exports/destinations/route.ts'
import * as downloads from './exports/downloads/route.ts'
import * as estimate from './exports/estimate/route.ts'
import * as executeType from './exports/execute/[type]/route.ts'
import * as execute from './exports/execute/route.ts'
import * as governance from './exports/governance/route.ts'
import * as preview from './exports/preview/route.ts'
import * as exports from './exports/route.ts'
import * as backfillSchedule from './exports/schedules/[id]/backfill/route.ts'
import * as fullFile from './exports/schedules/[id]/full/route.ts'
import * as handOverSchedule from './exports/schedules/[id]/hand-over/route.ts'
import * as pauseSchedule from './exports/schedules/[id]/pause/route.ts'
import * as resumeSchedule from './exports/schedules/[id]/resume/route.ts'
import * as oneSchedule from './exports/schedules/[id]/route.ts'
import * as runSchedule from './exports/schedules/[id]/run/route.ts'
import * as scheduleRuns from './exports/schedules/[id]/runs/route.ts'
import * as testSchedule from './exports/schedules/[id]/test/route.ts'
import * as previewSchedule from './exports/schedules/preview/route.ts'
import * as rehearsal from './exports/schedules/rehearsal/route.ts'
import * as schedules from './exports/schedules/route.ts'
import * as statistics from './exports/statistics/route.ts'
import * as status from './exports/status/[id]/route.ts'
import * as template from './exports/templates/[id]/route.ts'
import * as templates from './exports/templates/route.ts'
import * as types from './exports/types/route.ts'
import * as files from './files/[id]/[name]/route.ts'
import * as memberLink from './members/[id]/link/route.ts'
import * as oneMember from './members/[id]/route.ts'
import * as members from './members/route.ts'
import { purchasingPaths } from './purchasing-paths.ts'
import { rfpPaths } from './rfp-paths.ts'
import { scopePaths } from './scope-paths.ts'
import * as checkSource from './sources/[id]/check/route.ts'
import * as sourceDatasets from './sources/[id]/datasets/route.ts'
import * as oneRelation from './sources/[id]/relations/[schema]/[name]/route.ts'
import * as relations from './sources/[id]/relations/route.ts'
import * as oneSource from './sources/[id]/route.ts'
import * as sources from './sources/route.ts'
import * as unsubscribe from './unsubscribe/route.ts'

/** Every route, by the path below /api that clients know. */
const routes = {
  '/v1/exports': exports,
  '/v1/exports/types': types,
  '/v1/exports/execute': execute,
  '/v1/exports/execute/{type}': executeType,
  '/v1/exports/preview': preview,
  '/v1/exports/estimate': estimate,
  '/v1/exports/bulk': bulk,
  '/v1/exports/archive': archive,
  '/v1/exports/schedules': schedules,
  '/v1/exports/schedules/preview': previewSchedule,
  '/v1/exports/schedules/rehearsal': rehearsal,
  '/v1/exports/schedules/{id}': oneSchedule,
  '/v1/exports/schedules/{id}/full': fullFile,
  '/v1/exports/schedules/{id}/pause': pauseSchedule,
  '/v1/exports/schedules/{id}/resume': resumeSchedule,
  '/v1/exports/schedules/{id}/run': runSchedule,
  '/v1/exports/schedules/{id}/runs': scheduleRuns,
  '/v1/exports/schedules/{id}/test': testSchedule,
  '/v1/exports/schedules/{id}/backfill': backfillSchedule,
  '/v1/exports/schedules/{id}/hand-over': handOverSchedule,
  '/v1/exports/statistics': statistics,
  '/v1/exports/analytics': analytics,
  '/v1/exports/templates': templates,
  '/v1/exports/governance': governance,
  '/v1/exports/approvals': approvals,
  '/v1/exports/alerts': alerts,
  '/v1/exports/alerts/{id}/dismiss': dismissal,
  '/v1/exports/downloads': downloads,
  '/v1/exports/destinations': destinations,
  '/v1/exports/destinations/{id}': oneDestination,
  '/v1/exports/destinations/{id}/test': testDestination,
  '/v1/exports/{id}/approve': approve,
  '/v1/exports/{id}/reject': reject,
  '/v1/exports/templates/{id}': template,
  '/v1/exports/status/{id}': status,
  '/v1/exports/{id}': one,
  '/v1/exports/{id}/cancel': cancel,
  '/v1/exports/{id}/retry': retry,
  '/v1/exports/{id}/again': again,
  '/v1/exports/{id}/formats': formats,
  '/v1/exports/{id}/events': events,
  '/v1/exports/{id}/share': share,
  '/v1/exports/{id}/unshare': unshare,
  '/v1/exports/{id}/download': download,
  '/v1/exports/{id}/comparison': comparison,
  '/v1/exports/{id}/deliveries': deliveries,
  '/v1/exports/{id}/deliveries/{delivery}/retry': retryDelivery,
  '/v1/exports/{id}/manifest': manifest,
  '/v1/exports/{id}/verify': verify,
  '/v1/files/{id}/{name}': files,
  '/v1/unsubscribe': unsubscribe,
  '/v1/sources': sources,
  '/v1/sources/{id}': oneSource,
  '/v1/sources/{id}/check': checkSource,
  '/v1/sources/{id}/datasets': sourceDatasets,
  '/v1/sources/{id}/relations': relations,
  '/v1/sources/{id}/relations/{schema}/{name}': oneRelation,
  '/v1/datasets': datasets,
  '/v1/datasets/sizes': datasetSizes,
  '/v1/datasets/preview': draftPreview,
  '/v1/datasets/{key}': oneDataset,
  '/v1/datasets/{key}/preview': datasetPreview,
  '/v1/datasets/{key}/drift': datasetDrift,
  '/v1/datasets/{key}/repair': datasetRepair,
  '/v1/datasets/{key}/rows': rows,
  '/v1/datasets/{key}/sums': sums,
  '/v1/datasets/{key}/values': values,
  '/v1/members': members,
  '/v1/members/{id}': oneMember,
  '/v1/members/{id}/link': memberLink,
  '/v1/api-keys': apiKeys,
  '/v1/api-keys/{id}': oneKey,
  '/v1/audit': audit,
  '/v1/deployment': deployment,
  '/v3/suppliers': suppliers,
  '/v3/suppliers/export': exportSuppliers,
  '/v3/suppliers/discover': discoverSuppliers,
  '/v3/suppliers/metrics': supplierMetrics,
  '/v3/suppliers/{id}': oneSupplier,
  '/v3/suppliers/{id}/performance': supplierPerformance,
  '/v3/suppliers/{id}/contacts': supplierContacts,
  '/v3/suppliers/{id}/items': supplierItems,
}

/** The OpenAPI document, read from what the routes run. */
export function apiDocument(): Record<string, unknown> {
  const others = {
    ...inventoryPaths,
    ...fastbreakPaths,
    ...analyticsPaths,
    ...scopePaths,
    ...purchasingPaths,
    ...rfpPaths,
    ...onboardingPaths,
  }
  return describeApi('Waybill', '/api', { ...routes, ...others })
}
