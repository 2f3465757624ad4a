/** Every register of the hub. One that is not in this book does not exist for the graph. */
import { activities } from "./features/activity/activity.register.js";
import { affiliations } from "./features/affiliation/affiliation.register.js";
import { applications } from "./features/application/application.register.js";
import { assets } from "./features/asset/asset.register.js";
import { attendances } from "./features/attendance/attendance.register.js";
import { codeRows } from "./features/code/code.register.js";
import { courses } from "./features/course/course.register.js";
import { credentials } from "./features/credential/credential.register.js";
import { documents } from "./features/document/document.register.js";
import { enrolments } from "./features/enrolment/enrolment.register.js";
import { figureRows } from "./features/figure/figure.register.js";
import { findings } from "./features/finding/finding.register.js";
import { forms } from "./features/form/form.register.js";
import { fundEntries } from "./features/fund-entry/fund-entry.register.js";
import { indicatorRows } from "./features/indicator/indicator.register.js";
import { formerNames, organizations } from "./features/organization/organization.register.js";
import { parameters } from "./features/parameter/parameter.register.js";
import { persons } from "./features/person/person.register.js";
import { rules } from "./features/rule/rule.register.js";
import { submissions } from "./features/submission/submission.register.js";
import { targets } from "./features/target/target.register.js";
import { tasks } from "./features/task/task.register.js";
import { RegisterBook } from "./graph/register.js";

export const registerBook = new RegisterBook([
  organizations,
  formerNames,
  persons,
  affiliations,
  courses,
  activities,
  enrolments,
  attendances,
  applications,
  credentials,
  assets,
  fundEntries,
  indicatorRows,
  targets,
  figureRows,
  forms,
  submissions,
  rules,
  findings,
  tasks,
  documents,
  codeRows,
  parameters,
]);
