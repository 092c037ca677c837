import { inZone, type Oracle, year } from './oracle.ts'

export const purchasingOracles: Record<string, Oracle> = {
  purchase_orders: {
    from: 'purchase_orders t join suppliers s on s.id = t.supplier_id',
    filters: {
      search: ['q-3', `t.reference ilike '%q-3%'`],
      status: [['draft', 'closed'], `t.status in ('draft', 'closed')`],
      period: ['this_year', year(inZone('t.created_at'))],
      date_from: ['2023-01-01', `${inZone('t.created_at')} >= '2023-01-01'`],
      date_to: ['2023-01-01', `${inZone('t.created_at')} <= '2023-01-01'`],
      amount_min: ['5000.5', 't.total >= 5000.5'],
      amount_max: ['5000.5', 't.total <= 5000.5'],
      supplier_no: ['V-0000001', `s.supplier_no = 'V-0000001'`],
      currency: ['USD', `t.currency = 'USD'`],
      order_no: ['PO-0000003', `t.order_no = 'PO-0000003'`],
    },
  },
  supplier_scorecards: {
    from: `suppliers t cross join lateral (select count(*) as arrived from deliveries d
      join purchase_orders o on o.id = d.order_id
      where o.supplier_id = t.id and d.status = 'posted' and d.delivered_on > current_date - 365) f`,
    filters: {
      search: ['v-0000003', `t.supplier_no = 'V-0000003'`],
      status: ['suspended', `t.status = 'suspended'`],
      tier: ['preferred', `t.tier = 'preferred'`],
      deliveries_min: [1, 'arrived >= 1'],
      deliveries_max: [0, 'arrived = 0'],
      supplier_no: ['V-0000001', `t.supplier_no = 'V-0000001'`],
    },
  },
  purchase_order_lines: {
    from: `purchase_order_lines t join purchase_orders o on o.id = t.order_id join suppliers s on s.id = o.supplier_id
      join products p on p.id = t.product_id`,
    filters: {
      search: ['po-0000003', `o.order_no = 'PO-0000003'`],
      status: ['received', `o.status = 'received'`],
      period: ['this_year', year('coalesce(t.confirmed_on, t.due_on)')],
      date_from: ['2023-01-01', `coalesce(t.confirmed_on, t.due_on) >= '2023-01-01'`],
      date_to: ['2023-01-01', `coalesce(t.confirmed_on, t.due_on) <= '2023-01-01'`],
      amount_min: ['5000', 't.price * t.quantity >= 5000'],
      amount_max: ['5000', 't.price * t.quantity <= 5000'],
      on_time_in_full: [
        false,
        `o.status in ('sent', 'partially_received', 'received', 'closed') and t.quantity > (
          select coalesce(sum(n.quantity - n.rejected), 0) from delivery_lines n join deliveries d on d.id = n.delivery_id
          where n.order_line_id = t.id and d.status = 'posted'
            and d.delivered_on <= coalesce(t.confirmed_on, t.due_on))`,
      ],
      order_no: ['PO-0000003', `o.order_no = 'PO-0000003'`],
      supplier_no: ['V-0000001', `s.supplier_no = 'V-0000001'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
      currency: ['USD', `o.currency = 'USD'`],
    },
  },
  deliveries: {
    from: `deliveries t join purchase_orders o on o.id = t.order_id join suppliers s on s.id = o.supplier_id
      join locations l on l.id = t.location_id`,
    filters: {
      search: ['ls-3', `t.reference ilike '%ls-3%'`],
      status: ['reversed', 't.reversed_at is not null'],
      period: ['this_year', year('t.delivered_on')],
      date_from: ['2023-01-01', `t.delivered_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.delivered_on <= '2023-01-01'`],
      supplier_no: ['V-0000001', `s.supplier_no = 'V-0000001'`],
      order_no: ['PO-0000001', `o.order_no = 'PO-0000001'`],
      location: ['Hall 1, North', `l.name = 'Hall 1, North'`],
    },
  },
  delivery_lines: {
    from: `delivery_lines t join deliveries d on d.id = t.delivery_id join purchase_order_lines l on l.id = t.order_line_id
      join purchase_orders o on o.id = l.order_id join suppliers s on s.id = o.supplier_id
      join products p on p.id = l.product_id`,
    filters: {
      search: ['dn-0000003', `d.delivery_no = 'DN-0000003'`],
      status: ['posted', 'd.reversed_at is null'],
      period: ['this_year', year('d.delivered_on')],
      date_from: ['2023-01-01', `d.delivered_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `d.delivered_on <= '2023-01-01'`],
      days_late_min: [1, 'd.delivered_on > coalesce(l.confirmed_on, l.due_on)'],
      days_late_max: [0, 'd.delivered_on <= coalesce(l.confirmed_on, l.due_on)'],
      rejected_min: [1, 't.rejected >= 1'],
      rejected_max: [0, 't.rejected = 0'],
      supplier_no: ['V-0000001', `s.supplier_no = 'V-0000001'`],
      order_no: ['PO-0000001', `o.order_no = 'PO-0000001'`],
      sku: ['SKU-0000003', `p.sku = 'SKU-0000003'`],
    },
  },
}
