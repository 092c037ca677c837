import { found, inZone, type Oracle, year } from './oracle.ts'

/** Services, clients, scopes of work and requests for proposal. */
export const scopeOracles: Record<string, Oracle> = {
  services: {
    from: 'services t',
    filters: {
      search: ['a', found('t.services_name')],
      period: ['this_year', year(inZone('t.updated_at'))],
      date_from: ['2024-01-01', `${inZone('t.updated_at')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.updated_at')} <= '2024-01-01'`],
      scopes_min: [1, 't.id in (select service_id from scopes_of_work)'],
      scopes_max: [0, 't.id not in (select service_id from scopes_of_work)'],
      services_name: ['Müller & Söhne GmbH 1', `t.services_name = 'Müller & Söhne GmbH 1'`],
    },
  },
  clients: {
    from: 'clients t',
    filters: {
      search: ['K-0000002', `t.client_no = 'K-0000002'`],
      period: ['this_year', year(inZone('t.updated_at'))],
      date_from: ['2024-01-01', `${inZone('t.updated_at')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.updated_at')} <= '2024-01-01'`],
      accepted_min: [1, `t.id in (select client_id from client_scopes where status = 'accepted')`],
      accepted_max: [0, `t.id not in (select client_id from client_scopes where status = 'accepted')`],
      is_active: [false, 'not t.is_active'],
      country: ['Brazil', `t.country = 'Brazil'`],
      client_no: ['K-0000002', `t.client_no = 'K-0000002'`],
    },
  },
  sow: {
    from: `scopes_of_work t join services v on v.id = t.service_id
      join scope_versions n on n.scope_id = t.id and n.number = t.current_version
      join users u on u.id = n.created_by join users m on m.id = n.modified_by`,
    filters: {
      search: ['gmbh', `(t.scope_name ilike '%gmbh%' or v.services_name ilike '%gmbh%')`],
      status: ['active', `t.scope_of_work_status = 'active'`],
      period: ['this_year', year(inZone('n.created_at'))],
      date_from: ['2023-01-01', `${inZone('n.created_at')} >= '2023-01-01'`],
      date_to: ['2023-01-01', `${inZone('n.created_at')} <= '2023-01-01'`],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      uploaded_by: ['admin filters', `u.first_name = 'admin'`],
      updated_by: ['manager filters', `m.first_name = 'manager'`],
    },
  },
  client_sow: {
    from: `client_scopes t join clients c on c.id = t.client_id join scopes_of_work s on s.id = t.scope_id
      join services v on v.id = s.service_id`,
    filters: {
      search: ['K-0000002', `c.client_no = 'K-0000002'`],
      status: ['ended', `t.status = 'ended'`],
      period: ['this_year', year('t.starts_on')],
      date_from: ['2023-01-01', `t.starts_on >= '2023-01-01'`],
      date_to: ['2023-01-01', `t.starts_on <= '2023-01-01'`],
      amount_min: ['40000', 't.price >= 40000'],
      amount_max: ['40000', 't.price <= 40000'],
      has_current: [false, 't.scope_version < s.current_version'],
      client_no: ['K-0000002', `c.client_no = 'K-0000002'`],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      currency: ['USD', `t.currency = 'USD'`],
    },
  },
  rfp: {
    from: 'rfps t left join scopes_of_work s on s.id = t.scope_id left join services v on v.id = s.service_id',
    filters: {
      search: ['gmbh', `(t.title ilike '%gmbh%' or s.scope_name ilike '%gmbh%')`],
      status: ['awarded', `t.status = 'awarded'`],
      period: ['this_year', year(inZone('t.deadline'))],
      date_from: ['2024-01-01', `${inZone('t.deadline')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.deadline')} <= '2024-01-01'`],
      answers_min: [
        2,
        `t.id in (select rfp_id from rfp_responses where submitted_at is not null
        and status <> 'withdrawn' group by rfp_id having count(*) >= 2)`,
      ],
      answers_max: [
        0,
        `t.id not in (select rfp_id from rfp_responses where submitted_at is not null
        and status <> 'withdrawn')`,
      ],
      supplier_no: [
        'V-0000003',
        `t.id in (select i.rfp_id from rfp_invitations i
        join suppliers p on p.id = i.supplier_id where p.supplier_no = 'V-0000003')`,
      ],
      services: ['Müller & Söhne GmbH 1', `v.services_name = 'Müller & Söhne GmbH 1'`],
      rfp_no: ['RFP-0000003', `t.rfp_no = 'RFP-0000003'`],
    },
  },
  rfp_responses: {
    from: 'rfp_responses t join rfps r on r.id = t.rfp_id join suppliers p on p.id = t.supplier_id',
    filters: {
      search: ['V-0000003', `p.supplier_no = 'V-0000003'`],
      status: ['submitted', `t.status = 'submitted'`],
      period: ['this_year', year(inZone('t.created_at'))],
      date_from: ['2024-01-01', `${inZone('t.created_at')} >= '2024-01-01'`],
      date_to: ['2024-01-01', `${inZone('t.created_at')} <= '2024-01-01'`],
      lead_time_min: [20, 't.lead_time_days >= 20'],
      lead_time_max: [20, 't.lead_time_days <= 20'],
      rfp_no: ['RFP-0000003', `r.rfp_no = 'RFP-0000003'`],
      supplier_no: ['V-0000003', `p.supplier_no = 'V-0000003'`],
    },
  },
}
