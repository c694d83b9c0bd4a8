"""Which business steps of the Core Business Vocabulary (CBV 2.0, section 7.1) begin, move, sell or end a thing?"""

CLOCKS = 10 * 60  # seconds by which clocks of two systems are taken to differ at most; set by judgement

SHIPPED = ("shipping", "departing", "consigning")
LEAVING = (*SHIPPED, "transporting", "loading", "retail_selling", "dispensing", "returning")
ARRIVED = ("receiving", "arriving", "accepting")
CAME = (*ARRIVED, "returning", "packing")  # or went where only an event on its pallet tells
SOLD = ("retail_selling", "dispensing")
ENDED = ("decommissioning", "destroying")
DESTROYED = "destroying"
