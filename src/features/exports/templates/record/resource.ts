import { findDatasetFor, mayRead, visibleColumns } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { isAdmin } from '#src/lib/permissions.ts'
import { keptRequest } from '../../record/request.ts'
import type { BuiltInTemplate } from './gallery.ts'
import { problemsOf, type TemplateRequest } from './loss.ts'
import type { FoundTemplate, TemplateRow } from './repository.ts'
import type { TemplateProblem, TemplateResource } from './schema.ts'

/** What is lost of a template for one person. */
export function problemsFor(principal: Principal, request: TemplateRequest): TemplateProblem[] {
  const dataset = findDatasetFor(principal, request.export_type)
  const isReadable = dataset && mayRead(principal, dataset)
  const visible = isReadable ? visibleColumns(principal, dataset).map(({ key }) => key) : []
  return problemsOf(request, isReadable ? dataset : undefined, new Set(visible))
}

/** Only its owner or an admin changes a template. */
export function mayChange(
  { role, userId }: Principal,
  { createdBy }: Pick<TemplateRow, 'createdBy'>,
): boolean {
  return isAdmin(role) || createdBy === userId
}

export function toTemplate(principal: Principal, { row, creator }: FoundTemplate): TemplateResource {
  const request = keptRequest(row)
  return {
    ...request,
    id: row.id,
    template_name: row.templateName,
    description: row.description,
    is_public: row.isPublic,
    destinations: row.destinations,
    source: row.createdBy === principal.userId ? 'mine' : 'team',
    created_by: row.createdBy,
    creator: {
      id: creator.id,
      first_name: creator.firstName,
      last_name: creator.lastName,
      email: creator.email,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    use_count: row.useCount,
    version: row.version,
    may_change: mayChange(principal, row),
    problems: problemsFor(principal, request),
    links: { self: linkOf(row.id) },
  }
}

export function toBuiltIn(
  principal: Principal,
  { id, name, description, ...request }: BuiltInTemplate,
  use: { lastUsedAt: Date; useCount: number } | undefined,
): TemplateResource {
  return {
    ...request,
    id,
    template_name: name,
    description,
    is_public: true,
    destinations: [],
    source: 'built_in',
    ...{ created_by: null, creator: null, created_at: null, updated_at: null },
    last_used_at: use?.lastUsedAt.toISOString() ?? null,
    use_count: use?.useCount ?? 0,
    version: 1,
    may_change: false,
    problems: problemsFor(principal, request),
    links: { self: linkOf(id) },
  }
}

function linkOf(id: string): string {
  return `/api/v1/exports/templates/${id}`
}
