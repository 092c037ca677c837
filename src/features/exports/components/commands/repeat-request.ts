import type { CreateExportInput, ExportResource } from '../../record/schema.ts'

type Repeated = Pick<
  ExportResource,
  | 'export_name'
  | 'export_type'
  | 'format'
  | 'filters'
  | 'columns'
  | 'sort'
  | 'options'
  | 'time_zone'
  | 'recipients'
  | 'destinations'
>

/** The request that an export was made from, to be sent again with today's data. */
export function requestOfExport(resource: Repeated): CreateExportInput {
  const {
    export_name,
    export_type,
    format,
    filters,
    columns,
    sort,
    options,
    time_zone,
    recipients,
    destinations,
  } = resource
  return {
    ...{ export_name, export_type, format, filters, sort, recipients, destinations },
    ...(columns ? { columns } : {}),
    options: { ...options, time_zone },
  }
}

/** The same rows and columns in another format, whose own options begin at their defaults; it is delivered nowhere. */
export function requestInFormat(resource: Repeated, format: string): CreateExportInput {
  const options = { time_zone: resource.time_zone }
  return { ...requestOfExport(resource), destinations: [], format, options }
}
