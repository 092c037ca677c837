import type { ContentResource } from '../content/schema.ts'
import type { FlowResource } from '../flows/schema.ts'

export const statuses: Record<FlowResource['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' },
  published: { label: 'Published', color: 'green' },
  archived: { label: 'Archived', color: 'gray' },
}

export const kinds: Record<ContentResource['kind'], string> = {
  article: 'Article',
  video: 'Video',
  checklist: 'Checklist',
  tip: 'Tip',
}

const roleNames: Record<FlowResource['audience'][number], string> = {
  super_admin: 'Super admins',
  admin: 'Admins',
  manager: 'Managers',
  viewer: 'Viewers',
}

export const roleOptions = Object.entries(roleNames).map(([value, label]) => ({ value, label }))

export const policies: Record<FlowResource['policy'], string> = {
  fixed_order: 'Fixed order',
  linucb: 'LinUCB: prefers steps that work and steps that are still uncertain',
  thompson: 'Thompson sampling: shows each step as often as it is likely to be best',
}

export function audienceOf({ learners, audience }: Pick<FlowResource, 'learners' | 'audience'>): string {
  if (learners === 'application') return 'Users of your application'
  return audience.length === 0 ? 'Everybody' : audience.map((role) => roleNames[role]).join(', ')
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}
