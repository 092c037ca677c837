import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import type { TemplateRequest } from './loss.ts'
import { problemsOf } from './loss.ts'

/** A template that comes with the product. */
export interface BuiltInTemplate extends TemplateRequest {
  /** Fixed, so that exports can name it in `template_id`. */
  id: string
  name: string
  description: string
}

const built = (
  number: number,
  name: string,
  description: string,
  request: Pick<TemplateRequest, 'export_type' | 'format'> & Partial<TemplateRequest>,
): BuiltInTemplate => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  description,
  ...{ columns: null, filters: {}, sort: [], options: {}, ...request },
})

const by = (column: string, direction: 'asc' | 'desc' = 'asc') => ({ column, direction })

/** What a back office sends out again and again. */
export const builtInTemplates: readonly BuiltInTemplate[] = [
  built(1, 'Monthly sales', 'Every order line of the previous month, for the monthly report.', {
    export_type: 'sales',
    format: 'excel',
    filters: { period: 'previous_month' },
    sort: [by('order_date'), by('order_no')],
  }),
  built(2, 'Sales by customer for the accountant', 'Order lines grouped by customer, with amounts.', {
    export_type: 'sales',
    format: 'excel',
    columns: ['customer_no', 'customer_name', 'order_no', 'order_date', 'status', 'quantity', 'amount'],
    sort: [by('customer_name'), by('order_date'), by('order_no')],
  }),
  built(3, 'Returned orders', 'Order lines that came back, newest first.', {
    export_type: 'sales',
    format: 'excel',
    columns: [
      'order_no',
      'order_date',
      'customer_name',
      'sku',
      'product_name',
      'quantity',
      'amount',
      'notes',
    ],
    filters: { status: 'returned' },
    sort: [by('order_date', 'desc')],
  }),
  built(4, 'Orders to ship', 'Order lines that are still being processed, oldest first.', {
    export_type: 'sales',
    format: 'pdf',
    columns: [
      'order_no',
      'order_date',
      'ship_mode',
      'customer_name',
      'city',
      'sku',
      'product_name',
      'quantity',
    ],
    filters: { status: 'processing' },
    sort: [by('order_date'), by('order_no')],
    options: { orientation: 'landscape' },
  }),
  built(5, 'Customers to call', 'Active customers, longest since their last order first.', {
    export_type: 'customers',
    format: 'excel',
    columns: ['customer_no', 'name', 'segment', 'phone', 'email', 'city', 'last_order_date'],
    filters: { status: 'active' },
    sort: [by('last_order_date'), by('name')],
  }),
  built(
    6,
    'Customer list for a newsletter',
    'Names and addresses of active customers, for a mailing program.',
    {
      export_type: 'customers',
      format: 'csv',
      columns: ['name', 'email', 'segment', 'country', 'city'],
      filters: { status: 'active' },
      sort: [by('name')],
    },
  ),
  built(7, 'Stock to reorder', 'Everything at or below its reorder point, by warehouse.', {
    export_type: 'inventory',
    format: 'excel',
    columns: [
      'warehouse',
      'sku',
      'product_name',
      'available',
      'reorder_point',
      'reorder_quantity',
      'unit_cost',
    ],
    filters: { needs_reorder: true },
    sort: [by('warehouse'), by('sku')],
  }),
  built(8, 'Stock value', 'What the stock is worth, most valuable first, for the balance sheet.', {
    export_type: 'inventory',
    format: 'excel',
    columns: ['sku', 'product_name', 'category', 'warehouse', 'on_hand', 'unit_cost', 'stock_value'],
    sort: [by('stock_value', 'desc'), by('sku')],
  }),
  built(9, 'Stock-take sheet', 'Bins and quantities of every warehouse, to be counted on paper.', {
    export_type: 'inventory',
    format: 'pdf',
    columns: ['warehouse', 'bin', 'sku', 'product_name', 'on_hand', 'last_counted_at'],
    sort: [by('warehouse'), by('bin'), by('sku')],
    options: { orientation: 'portrait' },
  }),
  built(10, 'Payroll for the bank', 'Approved pay with account and net amount, for the transfer.', {
    export_type: 'payroll',
    format: 'csv',
    columns: [
      'employee_no',
      'first_name',
      'last_name',
      'iban',
      'net',
      'currency',
      'period_start',
      'period_end',
    ],
    filters: { status: 'approved' },
    sort: [by('period_start'), by('employee_no')],
  }),
  built(11, 'Payroll journal', 'Gross, tax and net of every person and period, for the accountant.', {
    export_type: 'payroll',
    format: 'excel',
    columns: ['period_start', 'period_end', 'employee_no', 'last_name', 'department', 'gross', 'tax', 'net'],
    sort: [by('period_start', 'desc'), by('employee_no')],
  }),
  built(12, 'Staff list', 'Everyone who works here.', { export_type: 'staff', format: 'excel' }),
  built(13, 'Last month’s attendance', 'Hours and absences of the previous month, for payroll.', {
    export_type: 'attendance',
    format: 'excel',
    filters: { period: 'previous_month' },
  }),
  built(14, 'Supplier list', 'Every supplier with contact and terms.', {
    export_type: 'suppliers',
    format: 'excel',
  }),
  built(15, 'Scopes of work', 'The current version of every scope of work.', {
    export_type: 'sow',
    format: 'excel',
  }),
  built(16, 'Requests for proposal', 'Every request with its deadline and the suppliers that answered.', {
    export_type: 'rfp',
    format: 'excel',
  }),
]

/** Those that fit the datasets as they are; the gallery offers no other. */
export function galleryFor(readable: readonly Dataset[]): BuiltInTemplate[] {
  return builtInTemplates.filter((template) => {
    const dataset = readable.find(({ key }) => key === template.export_type)
    return dataset !== undefined && problemsOf(template, dataset).length === 0
  })
}

export function findBuiltIn(id: string): BuiltInTemplate | undefined {
  return builtInTemplates.find((template) => template.id === id)
}
