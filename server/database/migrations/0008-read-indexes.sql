-- What pages of enrolments stand on: the first rows of a class in key order, and the whole register by its completion
-- day with the key behind it, so that a page begins exactly at its cursor however deep that lies.

create index enrolment_of_activity on enrolment (org_id, activity_id, id);
create index enrolment_by_completion on enrolment (completed_on, org_id, id);
