import { describeApi } from '#src/lib/http/openapi.ts'
import * as oneKey from './api-keys/[id]/route.ts'
import * as apiKeys from './api-keys/route.ts'
import * as audit from './audit/route.ts'
import * as rows from './datasets/[key]/rows/route.ts'
import * as sums from './datasets/[key]/sums/route.ts'
import * as values from './datasets/[key]/values/route.ts'
import * as datasets from './datasets/route.ts'
import * as again from './exports/[id]/again/route.ts'
import * as approve from './exports/[id]/approve/route.ts'
import * as cancel from './exports/[id]/cancel/route.ts'
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

/** Every route under /api/v1, by the path that clients know. */
const routes = {
  '/exports': exports,
  '/exports/types': types,
  '/exports/execute': execute,
  '/exports/execute/{type}': executeType,
  '/exports/preview': preview,
  '/exports/estimate': estimate,
  '/exports/bulk': bulk,
  '/exports/archive': archive,
  '/exports/schedules': schedules,
  '/exports/schedules/preview': previewSchedule,
  '/exports/schedules/rehearsal': rehearsal,
  '/exports/schedules/{id}': oneSchedule,
  '/exports/schedules/{id}/full': fullFile,
  '/exports/schedules/{id}/pause': pauseSchedule,
  '/exports/schedules/{id}/resume': resumeSchedule,
  '/exports/schedules/{id}/run': runSchedule,
  '/exports/schedules/{id}/runs': scheduleRuns,
  '/exports/schedules/{id}/test': testSchedule,
  '/exports/schedules/{id}/backfill': backfillSchedule,
  '/exports/schedules/{id}/hand-over': handOverSchedule,
  '/exports/statistics': statistics,
  '/exports/analytics': analytics,
  '/exports/templates': templates,
  '/exports/governance': governance,
  '/exports/approvals': approvals,
  '/exports/alerts': alerts,
  '/exports/alerts/{id}/dismiss': dismissal,
  '/exports/downloads': downloads,
  '/exports/destinations': destinations,
  '/exports/destinations/{id}': oneDestination,
  '/exports/destinations/{id}/test': testDestination,
  '/exports/{id}/approve': approve,
  '/exports/{id}/reject': reject,
  '/exports/templates/{id}': template,
  '/exports/status/{id}': status,
  '/exports/{id}': one,
  '/exports/{id}/cancel': cancel,
  '/exports/{id}/retry': retry,
  '/exports/{id}/again': again,
  '/exports/{id}/formats': formats,
  '/exports/{id}/events': events,
  '/exports/{id}/share': share,
  '/exports/{id}/unshare': unshare,
  '/exports/{id}/download': download,
  '/exports/{id}/deliveries': deliveries,
  '/exports/{id}/deliveries/{delivery}/retry': retryDelivery,
  '/exports/{id}/manifest': manifest,
  '/exports/{id}/verify': verify,
  '/files/{id}/{name}': files,
  '/datasets': datasets,
  '/datasets/{key}/rows': rows,
  '/datasets/{key}/sums': sums,
  '/datasets/{key}/values': values,
  '/members': members,
  '/members/{id}': oneMember,
  '/members/{id}/link': memberLink,
  '/api-keys': apiKeys,
  '/api-keys/{id}': oneKey,
  '/audit': audit,
}

/** The OpenAPI document, read from what the routes run. */
export function apiDocument(): Record<string, unknown> {
  return describeApi('Waybill', '/api/v1', routes)
}
