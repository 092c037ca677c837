import { contentKinds, publishedStatuses } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, elementsFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const contentItems: Dataset = {
  key: 'content_items',
  label: 'Onboarding texts',
  description: 'What the steps of onboarding show: articles, videos, checklists and tips.',
  permission: 'datasets.content_items.read',
  canBeHandedOn: true,
  from: 'content_items c',
  primaryKey: ['c.id'],
  columns: [
    { key: 'title', label: 'Title', type: 'text', sql: 'c.title' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'c.kind' },
    { key: 'status', label: 'Status', type: 'text', sql: 'c.status' },
    { key: 'locale', label: 'Language', type: 'text', sql: 'c.locale' },
    { key: 'body', label: 'Text', type: 'text', sql: 'c.body' },
    { key: 'url', label: 'Address', type: 'text', sql: 'c.url' },
    { key: 'audience', label: 'Roles', type: 'text', sql: `array_to_string(c.audience, ', ')` },
    { key: 'tags', label: 'Tags', type: 'text', sql: `array_to_string(c.tags, ', ')` },
    { key: 'version', label: 'Version', type: 'integer', sql: 'c.version', addsUp: false },
    { key: 'created_at', label: 'Written', type: 'timestamp', sql: 'c.created_at' },
    { key: 'updated_at', label: 'Changed', type: 'timestamp', sql: 'c.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter([{ columns: ['c.title', 'c.body'] }], 'Title or text'),
    choiceFilter('kind', 'Kind', 'c.kind', contentKinds),
    choiceFilter('status', 'Status', 'c.status', publishedStatuses),
    valuesFilter('locale', 'Language', 'c.locale'),
    elementsFilter('tags', 'Tags', 'c.tags'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'title', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
