import * as z from 'zod'
import { createDatasetInput } from '#src/features/datasets/custom/record/schema.ts'

const { source_id: _, ...chosen } = createDatasetInput.required().shape

/** A dataset as it is reviewed: everything that was decided, and its source by name, since IDs differ between instances. */
const definition = z.strictObject({
  ...chosen,
  source: z.string().min(1).max(100),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      via: z.string().optional(),
      key: z.string(),
      label: z.string(),
      shown: z.string(),
    }),
  ),
})
export type Definition = z.output<typeof definition>

const contents = z.strictObject({ version: z.literal(1), datasets: z.array(definition) })

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('The file is not JSON.')
  }
}

/** Throws an Error that names the wrong field. */
export function readDefinitions(text: string): Definition[] {
  const parsed = contents.safeParse(jsonIn(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`Not a valid definitions file: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { datasets } = parsed.data
  const twice = datasets.find(({ key }, index) => datasets.findIndex((one) => one.key === key) !== index)
  if (twice) throw new Error(`The file names ${twice.key} twice.`)
  return datasets.map(inOrder)
}

/** The same definitions are the same bytes. */
export function writeDefinitions(definitions: Definition[]): string {
  const datasets = definitions.map(inOrder).sort((one, other) => (one.key < other.key ? -1 : 1))
  return `${JSON.stringify({ version: 1, datasets }, null, 2)}\n`
}

/** Members in one order, and what has no order of its own sorted; that of columns is the dataset's. */
function inOrder(one: Definition): Definition {
  const { key, source, schema, name, label, description, readers, columns, default_sort, fixed_filters } = one
  return {
    ...{ key, source, schema, name, label, description, readers: [...readers].sort() },
    columns: columns.map(({ name, via, key, label, shown }) => ({
      ...{ name, ...(via === undefined ? {} : { via }), key, label, shown },
    })),
    default_sort: default_sort.map(({ column, direction }) => ({ column, direction })),
    fixed_filters: Object.fromEntries(Object.entries(fixed_filters).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
