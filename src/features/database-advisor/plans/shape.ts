import type { PlanNode } from './repository.ts'

/** What makes two plans the same: their nodes, tables, joins and indexes, whatever they cost. */
export function shapeOf(node: PlanNode): string {
  const about = [node['Relation Name'], node['Index Name'], node['Join Type']].filter(Boolean).join(' ')
  const inner = (node.Plans ?? []).map(shapeOf).join(', ')
  return `${node['Node Type']}${about ? ` [${about}]` : ''}${inner ? ` (${inner})` : ''}`
}

/** Every index that a plan reads. */
export function indexesIn(node: PlanNode): string[] {
  const own = node['Index Name'] ? [node['Index Name']] : []
  return [...own, ...(node.Plans ?? []).flatMap(indexesIn)]
}

/** The plan as lines that people read, the outermost node first. */
export function planLines(node: PlanNode, depth = 0): string[] {
  const on = node['Relation Name'] ? ` on ${node['Relation Name']}` : ''
  const by = node['Index Name'] ? ` by ${node['Index Name']}` : ''
  const cost = `cost ${node['Total Cost'].toFixed(1)}, rows ${node['Plan Rows'] ?? 0}`
  const line = `${'  '.repeat(depth)}${node['Node Type']}${on}${by} (${cost})`
  return [line, ...(node.Plans ?? []).flatMap((inner) => planLines(inner, depth + 1))]
}
